using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>
/// The portal that the documentation's examples, the samples and most tests speak of: its people, its lines, and who calls.
/// </summary>
internal static class DefaultData
{
    public const long Admin = 1;
    public const long Operator = 5;
    public const long WithoutRights = 7;
    public const long Extranet = 9;
    public const long Inactive = 12;

    /// <summary>Lines of the network that bots of this portal can stand for: one that is there, and one that is switched off.</summary>
    public const string NetworkCode = "ab515f5d85a8b844d484f6ea75a2e494";
    public const string InactiveNetworkCode = "0000000000000000000000000000dead";

    /// <summary>Another operator of two lines, one who is not at work, and one who may read and rate what others do.</summary>
    public const long Colleague = 14;
    public const long Absent = 16;
    public const long Supervisor = 18;

    /// <summary>A chat bot, and the word that its owner calls for it with.</summary>
    public const long Bot = 20;
    public const string BotClientId = "sandboxbotclient";

    public const string AdminWebhook = "https://" + SandboxPortal.Host + "/rest/1/sandboxwebhook1/";
    public const string OperatorWebhook = "https://" + SandboxPortal.Host + "/rest/5/sandboxwebhook5/";
    public const string WithoutRightsWebhook = "https://" + SandboxPortal.Host + "/rest/7/sandboxwebhook7/";
    public const string ExtranetWebhook = "https://" + SandboxPortal.Host + "/rest/9/sandboxwebhook9/";
    public const string InactiveWebhook = "https://" + SandboxPortal.Host + "/rest/12/sandboxwebhook12/";
    public const string ColleagueWebhook = "https://" + SandboxPortal.Host + "/rest/14/sandboxwebhook14/";
    public const string SupervisorWebhook = "https://" + SandboxPortal.Host + "/rest/18/sandboxwebhook18/";

    public const string AdminToken = "sandboxtoken1";

    /// <summary>A line that the administrator's webhook may not join, and one that was deleted.</summary>
    public const long ClosedLine = 31;
    public const long DeletedLine = 40;

    /// <summary>A lead that only its operator and his supervisor read.</summary>
    public const long HiddenLead = 346;

    /// <summary>A department, which stands in a queue as a whole.</summary>
    public const long SalesDepartment = 10;

    public static IReadOnlyList<string> Scopes { get; } =
        ["crm", "im", "imbot", "imconnector", SandboxCredential.OpenLinesScope, "user", "user_brief"];

    public static void Fill(SandboxPortal portal)
    {
        AddPeople(portal);
        AddLines(portal);
        AddChannels(portal);
        DefaultChats.Fill(portal);
    }

    private static void AddPeople(SandboxPortal portal)
    {
        AddUser(portal, new(Admin, "Anna", "Admin") { IsAdmin = true, ReadsCrm = true }, 1, 22, 58, DeletedLine);
        portal.FindUser(Admin)!.HiddenLeads.Add(HiddenLead);
        AddUser(portal, new(Operator, "Oleg", "Operator") { ReadsCrm = true, WorkPosition = "Operator" }, 22);
        AddUser(portal, new(WithoutRights, "Nina", "Newcomer"));
        AddUser(portal, new(Extranet, "Egor", "Extranet") { IsExtranet = true }, 1, 22, 58);
        AddUser(portal, new(Inactive, "Ivan", "Inactive") { IsActive = false }, 1, 22, 58);
        AddUser(portal, new(Colleague, "Clara", "Colleague") { ReadsCrm = true, DepartmentId = SalesDepartment }, 22, 58);
        AddUser(portal, new(Absent, "Alex", "Absent") { IsOffline = true, DepartmentId = SalesDepartment }, 58);
        AddUser(portal, new(Supervisor, "Sergey", "Supervisor") { IsSupervisor = true, ReadsCrm = true }, 1, 22, 58, ClosedLine);
        portal.AddUser(new(Bot, "Helper", "") { BotClientId = BotClientId });
        portal.AddCredential(new(AdminToken, portal.FindUser(Admin)!, isWebhook: false, Scopes));
    }

    private static void AddUser(SandboxPortal portal, SandboxUser user, params long[] lines)
    {
        user.Lines.UnionWith(lines);
        portal.AddUser(user);
        portal.AddCredential(new("sandboxwebhook" + ChatFields.Text(user.Id), user, isWebhook: true, Scopes));
    }

    private static void AddLines(SandboxPortal portal)
    {
        AddLine(portal, new(1, "Website"), Admin, Operator);
        var support = AddLine(portal, new(22, "Support"), Operator, Colleague);
        support.Settings.Put("CRM", "N");
        support.Settings.Put("QUEUE_TYPE", "evenly");
        support.Settings.Put("WORKTIME_ENABLE", "Y");
        support.Settings.Put("WORKTIME_TIMEZONE", "Europe/Berlin");
        support.Settings.Put("QUICK_ANSWERS_IBLOCK_ID", "17");
        AddLine(portal, new(58, "Sales"), Admin).Queue.Add(new(QueueEntry.Department, SalesDepartment));
        AddLine(portal, new(ClosedLine, "Management"), Supervisor, Inactive).Settings.Put("QUEUE_TYPE", "strictly");
        AddLine(portal, new(DeletedLine, "Old line") { IsDeleted = true });
    }

    private static SandboxLine AddLine(SandboxPortal portal, SandboxLine line, params long[] queue)
    {
        foreach (var userId in queue)
        {
            line.Queue.Add(new(QueueEntry.User, userId));
        }

        portal.AddLine(line);
        return line;
    }

    private static void AddChannels(SandboxPortal portal)
    {
        portal.Channels.Add("livechat", "Live Chat");
        portal.Channels.Add("telegrambot", "Telegram");
        portal.Channels.Add("viber", "Viber");
        portal.Channels.Add("whatsappbyedna", "WhatsApp");
        portal.Channels.Add("vkgroup", "VK");
        portal.Channels.Add("avito", "Avito");
        portal.Channels.Add("my_connector", "My connector");
        portal.Channels.Add("network", "Bitrix24.Network");
        portal.NetworkLines.Add(NetworkCode, "Partner's line");
        portal.NetworkLines.Add(InactiveNetworkCode, "");
    }
}
