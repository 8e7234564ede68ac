using System;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>im.message.add</c>: the caller writes into a chat of his, or to a user. What is written into an open line goes to the client, unless
/// it is a message of the system, the silent mode is on, or SKIP_CONNECTOR says otherwise.
/// </summary>
internal static class ImMessageAdd
{
    private const int LargestAttach = 60_000;

    private static readonly SandboxError MessageEmpty = new("MESSAGE_EMPTY", "Message can't be empty");
    private static readonly SandboxError UserNotFound = new("USER_NOT_FOUND", "User not found");
    private static readonly SandboxError NoTarget = new("PARAMS_ERROR", "Incorrect params");
    private static readonly SandboxError Forbidden = new("ACCESS_ERROR", "It is forbidden to send messages to this chat", 403);
    private static readonly SandboxError ReplyAccess = new("REPLY_ACCESS_ERROR", "Action unavailable", 403);

    private static readonly SandboxError ReplyElsewhere =
        new("REPLY_FROM_OTHER_CHAT_ERROR", "You can only reply to a message within the same chat", 403);

    public static MethodAnswer Handle(MethodCall call)
    {
        var message = call.Folded("MESSAGE");
        var text = (message as string ?? "").Trim();
        if (message is not (null or string) || (text.Length == 0 && !PhpValue.ToBoolean(call.Folded("ATTACH"))))
        {
            return MethodAnswer.Refused(MessageEmpty);
        }

        if (call.Folded("DIALOG_ID") is { } dialog && !DialogId.TryRead(dialog, out _))
        {
            return ToUser(call, PhpValue.ToInteger(dialog));
        }

        if (!DialogId.TryRead(call.Folded("DIALOG_ID"), out var chatId) && call.Folded("CHAT_ID") is null)
        {
            return MethodAnswer.Refused(NoTarget);
        }

        chatId = chatId > 0 ? chatId : PhpValue.ToInteger(call.Folded("CHAT_ID"));
        return chatId <= 0 ? MethodAnswer.Refused(OpenLinesErrors.ChatIdEmpty) : ToChat(call, call.Portal.Chats.Read(chatId), text);
    }

    // Private dialogs are not kept: their messages have ids and nothing else.
    private static MethodAnswer ToUser(MethodCall call, long userId)
    {
        if (userId <= 0)
        {
            return MethodAnswer.Refused(OpenLinesErrors.UserIdEmpty);
        }

        return call.Portal.FindUser(userId) is null && !call.Portal.Chats.HasClient(userId)
            ? MethodAnswer.Refused(UserNotFound)
            : MethodAnswer.Of(call.Portal.NextPrivateMessageId());
    }

    private static MethodAnswer ToChat(MethodCall call, SandboxChat? chat, string text)
    {
        if (chat is null || !chat.HasMember(call.User.Id))
        {
            return MethodAnswer.Refused(Forbidden);
        }

        var fault = MessageParts.AttachFault(call.Folded("ATTACH"), LargestAttach)
            ?? MessageParts.KeyboardFault(call.Folded("KEYBOARD"))
            ?? MessageParts.MenuFault(call.Folded("MENU"))
            ?? ReplyFault(call, chat);
        if (fault is not null)
        {
            return MethodAnswer.Refused(fault);
        }

        var isOfSystem = PhpValue.ToText(call.Folded("SYSTEM")) == "Y" && !call.User.IsExtranet;
        var message = new SandboxMessage(chat.Messages.NextId(), chat.Id, isOfSystem ? 0 : call.User.Id, call.Begins, text)
        {
            IsForClient = !isOfSystem
                && chat.SilentMode != "Y"
                && !string.Equals(PhpValue.ToText(call.Folded("SKIP_CONNECTOR")), "Y", StringComparison.OrdinalIgnoreCase),
            Params = Params(call),
        };
        call.Portal.Chats.Write(chat, message);
        if (message.IsForClient && chat.CurrentSession is { IsActive: true } session && session.OperatorId == call.User.Id)
        {
            session.Status = SessionStatus.OperatorReplied;
            session.Modified = call.Begins;
        }

        return MethodAnswer.Of(message.Id, chat.Id);
    }

    private static SandboxError? ReplyFault(MethodCall call, SandboxChat chat)
    {
        var id = PhpValue.ToInteger(call.Folded("REPLY_ID"));
        if (id <= 0)
        {
            return null;
        }

        var origin = call.Portal.Chats.Read(MessageLog.ChatOf(id));
        if (origin?.Messages.Find(id) is null || !origin.HasMember(call.User.Id))
        {
            return ReplyAccess;
        }

        return origin.Id == chat.Id ? null : ReplyElsewhere;
    }

    private static PhpArray? Params(MethodCall call)
    {
        var parameters = new PhpArray();
        foreach (var name in new[] { "ATTACH", "KEYBOARD", "MENU" })
        {
            if (MessageParts.Read(call.Folded(name)) is { Count: > 0 } part)
            {
                parameters[name] = part;
            }
        }

        if (PhpValue.ToInteger(call.Folded("REPLY_ID")) is var reply and > 0)
        {
            parameters["REPLY_ID"] = ChatFields.Text(reply);
        }

        return parameters.Count == 0 ? null : parameters;
    }
}
