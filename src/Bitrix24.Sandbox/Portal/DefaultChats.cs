using System;

namespace Bitrix24.Sandbox;

/// <summary>The chats of the default portal, with what was written in them.</summary>
internal static class DefaultChats
{
    /// <summary>A deal that two chats are bound to, one of them with sessions of the past.</summary>
    public const long Deal = 501;

    private const int ShortTalk = 4;
    private const int TalkWithFile = 8;

    public static void Fill(SandboxPortal portal)
    {
        // The two chats of the documentation: an open session of another operator, and a closed one.
        Add(portal, new(1763, "livechat|22|1761|587", 22) { Title = "Guest 587 - Support" }, DefaultData.Operator);
        Add(portal, new(2043, "livechat|58|2042|479", 58) { Title = "Guest 479 - Sales" }, isClosed: true);
        Add(portal, new(2024, "livechat|58|2023|471", 58) { Title = "Guest 471 - Sales" }, DefaultData.Operator);
        Add(portal, new(1364, "livechat|1|1363|203", 1) { Title = "Guest 203 - Website" }, hasSession: false);

        Add(portal, new(2101, "telegrambot|22|551200341|611", 22) { Title = "Telegram 611" });
        Add(portal, new(2102, "telegrambot|22|551200342|612", 22) { Title = "Telegram 612" }, isClosed: true);
        Add(portal, new(2103, "viber|58|+35799000111|613", 58) { Title = "Viber 613" }, DefaultData.Admin);
        var withLead = new SandboxChat(2104, "whatsappbyedna|58|35799000112@edna|614", 58)
        {
            Title = "WhatsApp 614",
            Crm = new(LeadId: 345),
        };
        Add(portal, withLead, isClosed: true);
        Add(portal, new(2105, "my_connector|1|Иван Петров|615", 1) { Title = "Иван Петров" });
        Add(portal, new(2106, "my_connector|1|order #17 & co + 5%|616", 1) { Title = "Order 17 <\"special\">" });
        Add(portal, new(2107, "avito|22|u2i-0A1b~C|617", 22) { Title = "Avito 617" }, isClosed: true);
        Add(portal, new(2108, "vkgroup|22|190200300|618", 22) { Title = "VK 618" }, hasSession: false);
        Add(portal, new(2109, "network|1|3f2504e0-4f89-11d3-9a0c-0305e82c3301|619", 1) { Title = "Network 619" }, DefaultData.Operator);
        Add(portal, new(2110, "olx|58|77-1|620", 58) { Title = "OLX 620" });

        // Waits for the client's vote; start answers true and changes nothing.
        Add(portal, new(2111, "livechat|22|2190|621", 22) { Title = "Guest 621 - Support" }, DefaultData.Operator)
            .CurrentSession!.Status = SessionStatus.AwaitsVote;
        Add(portal, new(2112, "livechat|40|2191|622", DefaultData.DeletedLine) { Title = "Guest 622 - Old line" }, isClosed: true);
        var managed = new SandboxChat(2113, "livechat|31|2192|623", DefaultData.ClosedLine)
        {
            Title = "Guest 623 - Management",
            Crm = new(LeadId: DefaultData.HiddenLead),
        };
        Add(portal, managed, DefaultData.Operator);

        // Offered by the queue to a user who has no right to its line.
        Add(portal, new(2114, "livechat|22|2193|624", 22) { Title = "Guest 624 - Support" }).OfferedTo.Add(DefaultData.WithoutRights);

        // Not open lines: a group chat, and the client's side of a live chat.
        Group(portal, new(3001, "", 0) { Type = "C", EntityType = "", Title = "Team" }, DefaultData.Admin, DefaultData.Operator);
        Group(portal, new(3002, "", 0) { Type = "C", EntityType = "", Title = "Board" }, DefaultData.Operator);
        Group(portal, new(1761, "22|587", 22) { EntityType = SandboxChat.LiveChatEntity, Title = "Guest 587" }, 587);
        Group(portal, new(2042, "58|479", 58) { EntityType = SandboxChat.LiveChatEntity, Title = "Guest 479" }, 479);

        AddDeal(portal);

        // The bot has it.
        var withBot = new SandboxChat(2117, "telegrambot|22|551200344|627", 22) { Title = "Telegram 627" };
        Add(portal, withBot, DefaultData.Bot);
    }

    // Two chats of one deal: one with three sessions, the last of them open, and one whose only session has ended.
    private static void AddDeal(SandboxPortal portal)
    {
        var crm = new CrmBinding(DealId: Deal, ContactId: 71, CompanyId: 81);
        var open = new SandboxChat(2115, "telegrambot|58|551200343|625", 58) { Title = "Telegram 625", Crm = crm };
        open.Members.Add(open.ClientId);
        AddSession(portal, open, DefaultData.Colleague, isClosed: true, TimeSpan.FromDays(6), TalkWithFile);
        AddSession(portal, open, DefaultData.Operator, isClosed: true, TimeSpan.FromDays(3), ShortTalk);
        open.AuthorId = DefaultData.Operator;
        open.Members.Add(DefaultData.Operator);
        AddSession(portal, open, DefaultData.Operator, isClosed: false, TimeSpan.FromHours(1), TalkWithFile);
        portal.Chats.Add(open);
        var closed = new SandboxChat(2116, "viber|58|+35799000126|626", 58) { Title = "Viber 626", Crm = crm };
        closed.Members.Add(closed.ClientId);
        AddSession(portal, closed, DefaultData.Colleague, isClosed: true, TimeSpan.FromDays(2), ShortTalk);
        portal.Chats.Add(closed);
    }

    private static SandboxChat Add(
        SandboxPortal portal, SandboxChat chat, long operatorId = 0, bool isClosed = false, bool hasSession = true)
    {
        chat.Members.Add(chat.ClientId);
        if (operatorId > 0)
        {
            chat.Members.Add(operatorId);
            chat.AuthorId = operatorId;
        }

        if (hasSession)
        {
            AddSession(portal, chat, operatorId, isClosed, TimeSpan.FromHours(1), ShortTalk);
        }

        portal.Chats.Add(chat);
        return chat;
    }

    private static void AddSession(SandboxPortal portal, SandboxChat chat, long operatorId, bool isClosed, TimeSpan ago, int talk)
    {
        var created = portal.Clock.Started - ago;
        var session = new SandboxSession(portal.NextSessionId())
        {
            Status = isClosed ? SessionStatus.Closed : operatorId > 0 ? SessionStatus.Answered : SessionStatus.New,
            OperatorId = operatorId,
            Created = created,
            Modified = created + TimeSpan.FromMinutes(talk),
            Ended = isClosed ? created + TimeSpan.FromMinutes(talk) : null,
            VisibleFrom = created,
            MessagesBefore = chat.Messages.Count,
        };
        chat.Sessions.Add(session);
        chat.Messages.Write(0, created, "Start a new dialogue #" + ChatFields.Text(session.Id));
        var conversation = new Conversation(talk, chat.ClientId, operatorId, created);
        for (var i = 0; i < talk; i++)
        {
            var message = conversation.Message(chat.Id, i);
            var id = chat.Messages.NextId();
            chat.Messages.Add(message with
            {
                Id = id,
                File = message.File is null ? null : Conversation.FileWith(id, chat.Id, message.AuthorId, message.Date),
            });
        }

        if (isClosed)
        {
            session.MessagesUntil = chat.Messages.Count;
        }
    }

    private static void Group(SandboxPortal portal, SandboxChat chat, params long[] members)
    {
        chat.Members.AddRange(members);
        portal.Chats.Add(chat);
    }
}
