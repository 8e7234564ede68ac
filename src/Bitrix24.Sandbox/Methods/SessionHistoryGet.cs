using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.session.history.get</c>: the messages of a session, with the chat and its people.</summary>
internal static class SessionHistoryGet
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var parameters = call.Parameters;
        var hasSession = parameters.TryGet("SESSION_ID", out var sessionValue);
        if (!hasSession && !parameters.TryGet("CHAT_ID", out _))
        {
            return MethodAnswer.Refused(PortalErrors.MissingRequiredParameter);
        }

        var sessionId = PhpValue.ToInteger(sessionValue);
        if (hasSession && sessionId <= 0)
        {
            return MethodAnswer.Refused(PortalErrors.InvalidSessionId);
        }

        var chat = hasSession
            ? call.Portal.Chats.FindSession(sessionId)
            : call.Portal.Chats.Read(PhpValue.ToInteger(parameters["CHAT_ID"]));
        var session = hasSession ? chat?.Sessions.Find(candidate => candidate.Id == sessionId) : chat?.CurrentSession;
        if (chat is null || session is null || chat.Messages.Count == 0 || !MayRead(call.User, chat, hasSession))
        {
            return MethodAnswer.Refused(call.Texts.AccessDenied);
        }

        return MethodAnswer.Of(Describe(call, chat, session), chat.Id);
    }

    private static bool MayRead(SandboxUser user, SandboxChat chat, bool bySession) =>
        chat.HasMember(user.Id) || (bySession && ChatGate.MayJoin(user, chat));

    private static PhpArray Describe(MethodCall call, SandboxChat chat, SandboxSession session)
    {
        var chatKey = ChatFields.Text(chat.Id);
        var messages = new PhpArray();
        var order = new PhpArray();
        var users = new PhpArray();
        for (var i = chat.Messages.Count - 1; i >= 0; i--)
        {
            var id = ChatFields.Text((chat.Id * 1000) + i + 1);
            messages[id] = Message(call, chat, session, id, chat.Messages[i]);
            order.Append(id);
        }

        foreach (var member in chat.Members)
        {
            users[ChatFields.Text(member)] = Person(call, chat, member);
        }

        return new PhpArray
        {
            { "chatId", chat.Id },
            { "canJoin", ChatGate.MayJoin(call.User, chat) ? "Y" : "N" },
            { "canVoteHead", call.User.IsAdmin ? "Y" : "N" },
            { "sessionId", session.Id },
            { "sessionVoteHead", 0 },
            { "sessionCommentHead", null },
            { "userId", chat.DialogId },
            { "message", messages },
            { "usersMessage", new PhpArray { { chat.DialogId, order } } },
            { "users", users },
            { "openlines", new PhpArray { { "canvoteashead", new PhpArray { { ChatFields.Text(chat.LineId), call.User.IsAdmin } } } } },
            { "userInGroup", new PhpArray() },
            { "woUserInGroup", new PhpArray() },
            { "chat", new PhpArray { { chatKey, Chat(call, chat, session) } } },
            { "userBlockChat", new PhpArray { { chatKey, new PhpArray() } } },
            { "userInChat", new PhpArray { { chatKey, PhpArray.ListOf(chat.Members.Except(chat.HiddenMembers)) } } },
            { "files", new PhpArray() },
        };
    }

    // The keys were folded to lower case before their camel humps were made: recipientid and textlegacy have lost theirs.
    private static PhpArray Message(MethodCall call, SandboxChat chat, SandboxSession session, string id, string text) => new()
    {
        { "id", id },
        { "chatid", ChatFields.Text(chat.Id) },
        { "senderid", "0" },
        { "recipientid", chat.DialogId },
        { "date", PortalClock.Format(session.Created) },
        { "text", text },
        { "textlegacy", text },
        { "params", new PhpArray() },
    };

    private static PhpArray Person(MethodCall call, SandboxChat chat, long id)
    {
        var user = call.Portal.FindUser(id);
        var name = user is null ? ChatFields.Title(chat) : user.Name + " " + user.LastName;
        return new PhpArray
        {
            { "id", ChatFields.Text(id) },
            { "name", name },
            { "active", user?.IsActive ?? true },
            { "firstName", user?.Name ?? "Guest" },
            { "lastName", user?.LastName ?? "" },
            { "extranet", user?.IsExtranet ?? true },
            { "bot", false },
            { "connector", user is null },
            { "departments", new PhpArray() },
        };
    }

    private static PhpArray Chat(MethodCall call, SandboxChat chat, SandboxSession session) => new()
    {
        { "id", ChatFields.Text(chat.Id) },
        { "name", ChatFields.Title(chat) },
        { "owner", ChatFields.Text(chat.AuthorId) },
        { "extranet", false },
        { "entityType", chat.EntityType },
        { "entityId", chat.EntityId },
        { "entityData1", ChatFields.EntityData1(chat) },
        { "entityData2", ChatFields.EntityData2(chat) },
        { "entityData3", "N" },
        { "muteList", new PhpArray() },
        { "managerList", null },
        { "dateCreate", PortalClock.Format(session.Created) },
        { "type", ChatFields.TypeName(chat) },
        { "messageType", chat.Type },
    };
}
