using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The portal that the documentation's examples, the samples and most tests speak of.</summary>
internal static class DefaultData
{
    public const long Admin = 1;
    public const long Operator = 5;
    public const long WithoutRights = 7;
    public const long Extranet = 9;
    public const long Inactive = 12;

    public const string AdminWebhook = "https://" + SandboxPortal.Host + "/rest/1/sandboxwebhook1/";
    public const string OperatorWebhook = "https://" + SandboxPortal.Host + "/rest/5/sandboxwebhook5/";
    public const string WithoutRightsWebhook = "https://" + SandboxPortal.Host + "/rest/7/sandboxwebhook7/";
    public const string ExtranetWebhook = "https://" + SandboxPortal.Host + "/rest/9/sandboxwebhook9/";
    public const string InactiveWebhook = "https://" + SandboxPortal.Host + "/rest/12/sandboxwebhook12/";

    public const string AdminToken = "sandboxtoken1";

    /// <summary>A line that the administrator's webhook may not join, and one that was deleted.</summary>
    public const long ClosedLine = 31;
    public const long DeletedLine = 40;

    public static IReadOnlyList<string> Scopes { get; } = ["crm", "im", "imbot", SandboxCredential.OpenLinesScope, "user_brief"];

    public static void Fill(SandboxPortal portal)
    {
        AddPeople(portal);
        portal.AddLine(new(1, "Website"));
        portal.AddLine(new(22, "Support"));
        portal.AddLine(new(58, "Sales"));
        portal.AddLine(new(ClosedLine, "Management"));
        portal.AddLine(new(DeletedLine, "Old line") { IsDeleted = true });

        AddChats(portal);
    }

    private static void AddPeople(SandboxPortal portal)
    {
        AddUser(portal, new(Admin, "Anna", "Admin") { IsAdmin = true }, 1, 22, 58, DeletedLine);
        AddUser(portal, new(Operator, "Oleg", "Operator") { ReadsCrm = true }, 22);
        AddUser(portal, new(WithoutRights, "Nina", "Newcomer"));
        AddUser(portal, new(Extranet, "Egor", "Extranet") { IsExtranet = true }, 1, 22, 58);
        AddUser(portal, new(Inactive, "Ivan", "Inactive") { IsActive = false }, 1, 22, 58);
        portal.AddCredential(new(AdminToken, portal.FindUser(Admin)!, isWebhook: false, Scopes));
    }

    private static void AddUser(SandboxPortal portal, SandboxUser user, params long[] lines)
    {
        user.Lines.UnionWith(lines);
        portal.AddUser(user);
        portal.AddCredential(new("sandboxwebhook" + ChatFields.Text(user.Id), user, isWebhook: true, Scopes));
    }

    private static void AddChats(SandboxPortal portal)
    {
        // The two chats of the documentation: an open session of another operator, and a closed one.
        Add(portal, new(1763, "livechat|22|1761|587", 22) { Title = "Guest 587 - Support" }, operatorId: Operator);
        Add(portal, new(2043, "livechat|58|2042|479", 58) { Title = "Guest 479 - Sales" }, isClosed: true);
        Add(portal, new(2024, "livechat|58|2023|471", 58) { Title = "Guest 471 - Sales" }, operatorId: Operator);
        Add(portal, new(1364, "livechat|1|1363|203", 1) { Title = "Guest 203 - Website" }, hasSession: false);

        Add(portal, new(2101, "telegrambot|22|551200341|611", 22) { Title = "Telegram 611" });
        Add(portal, new(2102, "telegrambot|22|551200342|612", 22) { Title = "Telegram 612" }, isClosed: true);
        Add(portal, new(2103, "viber|58|+35799000111|613", 58) { Title = "Viber 613" }, operatorId: Admin);
        Add(portal, new(2104, "whatsappbyedna|58|35799000112@edna|614", 58) { Title = "WhatsApp 614", LeadId = 345 }, isClosed: true);
        Add(portal, new(2105, "my_connector|1|Иван Петров|615", 1) { Title = "Иван Петров" });
        Add(portal, new(2106, "my_connector|1|order #17 & co + 5%|616", 1) { Title = "Order 17 <\"special\">" });
        Add(portal, new(2107, "avito|22|u2i-0A1b~C|617", 22) { Title = "Avito 617" }, isClosed: true);
        Add(portal, new(2108, "vkgroup|22|190200300|618", 22) { Title = "VK 618" }, hasSession: false);
        Add(portal, new(2109, "network|1|3f2504e0-4f89-11d3-9a0c-0305e82c3301|619", 1) { Title = "Network 619" }, operatorId: Operator);
        Add(portal, new(2110, "olx|58|77-1|620", 58) { Title = "OLX 620" });

        // Waits for the client's vote; start answers true and changes nothing.
        Add(portal, new(2111, "livechat|22|2190|621", 22) { Title = "Guest 621 - Support" }, operatorId: Operator)
            .CurrentSession!.WaitsForVote = true;
        Add(portal, new(2112, "livechat|40|2191|622", DeletedLine) { Title = "Guest 622 - Old line" }, isClosed: true);
        Add(portal, new(2113, "livechat|31|2192|623", ClosedLine) { Title = "Guest 623 - Management", LeadId = 346 }, operatorId: Operator);

        // Offered by the queue to a user who has no right to its line.
        Add(portal, new(2114, "livechat|22|2193|624", 22) { Title = "Guest 624 - Support" }).OfferedTo.Add(WithoutRights);

        // Not open lines: a group chat, and the client's side of a live chat.
        Group(portal, new(3001, "", 0) { Type = "C", EntityType = "", Title = "Team" }, Admin, Operator);
        Group(portal, new(3002, "", 0) { Type = "C", EntityType = "", Title = "Board" }, Operator);
        Group(portal, new(1761, "22|587", 22) { EntityType = SandboxChat.LiveChatEntity, Title = "Guest 587" }, 587);
        Group(portal, new(2042, "58|479", 58) { EntityType = SandboxChat.LiveChatEntity, Title = "Guest 479" }, 479);
    }

    private static SandboxChat Add(
        SandboxPortal portal, SandboxChat chat, long operatorId = 0, bool isClosed = false, bool hasSession = true)
    {
        var parts = chat.EntityId.Split('|');
        chat.Members.Add(PhpValue.ToInteger(parts[parts.Length - 1]));
        if (operatorId > 0)
        {
            chat.Members.Add(operatorId);
            chat.AuthorId = operatorId;
        }

        if (hasSession)
        {
            var created = portal.Clock.Started - TimeSpan.FromHours(1);
            chat.Sessions.Add(new(portal.NextSessionId())
            {
                OperatorId = operatorId,
                IsClosed = isClosed,
                Created = created,
                VisibleFrom = created,
            });
            chat.Messages.Add("Start a new dialogue #" + ChatFields.Text(chat.CurrentSession!.Id));
        }

        portal.Chats.Add(chat);
        return chat;
    }

    private static void Group(SandboxPortal portal, SandboxChat chat, params long[] members)
    {
        chat.Members.AddRange(members);
        portal.Chats.Add(chat);
    }
}
