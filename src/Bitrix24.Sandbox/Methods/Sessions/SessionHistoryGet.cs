using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.session.history.get</c>: the messages of a session, with the chat, its people and its files.</summary>
internal static class SessionHistoryGet
{
    private static readonly SandboxError MissingParameter =
        new("MISSING_REQUIRED_PARAM", "Session ID or Chat ID must be provided");

    private static readonly SandboxError InvalidSessionId =
        new("INVALID_SESSION_ID", "Unable to determine session ID from provided parameters");

    public static MethodAnswer Handle(MethodCall call)
    {
        var bySession = PhpValue.ToBoolean(call.Parameters["SESSION_ID"]);
        if (!bySession && !PhpValue.ToBoolean(call.Parameters["CHAT_ID"]))
        {
            return MethodAnswer.Refused(MissingParameter);
        }

        var sessionId = bySession
            ? PhpValue.ToInteger(call.Parameters["SESSION_ID"])
            : call.Portal.Chats.Read(PhpValue.ToInteger(call.Parameters["CHAT_ID"]))?.CurrentSession?.Id ?? 0;
        if (sessionId == 0)
        {
            return MethodAnswer.Refused(InvalidSessionId);
        }

        var chat = call.Portal.Chats.FindSession(sessionId);
        var session = chat?.Sessions.Find(candidate => candidate.Id == sessionId);
        if (chat is null || session is null || !MayRead(call.User, chat, session))
        {
            return MethodAnswer.Refused(call.Texts.AccessDenied);
        }

        // Who reads it may have its files from now on.
        call.Portal.Downloads.Grant(call.User.Id, chat.Id);
        return MethodAnswer.Of(Describe(call, chat, session), chat.Id);
    }

    private static bool MayRead(SandboxUser user, SandboxChat chat, SandboxSession session) =>
        session.OperatorId == user.Id || user.IsAdmin || user.IsSupervisor || user.MayRead(chat.Crm);

    private static PhpArray Describe(MethodCall call, SandboxChat chat, SandboxSession session)
    {
        var messages = Newest(chat, session);
        var chatKey = ChatFields.Text(chat.Id);
        var mayVote = call.User.IsAdmin || call.User.IsSupervisor;
        return new PhpArray
        {
            { "chatId", chat.Id },
            { "canJoin", ChatGate.MayJoin(call.User, chat) ? "Y" : "N" },
            { "canVoteHead", mayVote ? "Y" : "N" },
            { "sessionId", session.Id },
            { "sessionVoteHead", session.HeadVote },
            { "sessionCommentHead", session.HeadComment },
            { "userId", chat.DialogId },
            { "message", HistoryMaps.Messages(chat, messages) },
            {
                "usersMessage",
                new PhpArray
                {
                    {
                        chat.DialogId,
                        messages.Count == 0 ? null : PhpArray.ListOf(messages.Select(static message => ChatFields.Text(message.Id)))
                    },
                }
            },
            { "users", HistoryMaps.Users(call, messages) },
            { "openlines", new PhpArray { { "canvoteashead", new PhpArray { { ChatFields.Text(chat.LineId), mayVote } } } } },
            { "userInGroup", HistoryMaps.Departments(call, messages) },
            { "woUserInGroup", new PhpArray() },
            { "chat", new PhpArray { { chatKey, HistoryMaps.Chat(chat) } } },
            { "userBlockChat", new PhpArray { { chatKey, HistoryMaps.Muted(call, chat) } } },
            { "userInChat", new PhpArray { { chatKey, PhpArray.ListOf(ChatFields.Visible(chat)) } } },
            { "files", HistoryMaps.Files(call, messages) },
        };
    }

    private static List<SandboxMessage> Newest(SandboxChat chat, SandboxSession session)
    {
        var messages = new List<SandboxMessage>();
        for (var i = System.Math.Min(session.MessagesUntil, chat.Messages.Count) - 1; i >= session.MessagesBefore; i--)
        {
            messages.Add(chat.Messages[i]);
        }

        return messages;
    }
}
