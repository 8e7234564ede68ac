using System;

namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.dialog.get</c>: what a chat is and which session is open in it.</summary>
internal static class DialogGet
{
    private const string Prefix = "imol|";

    public static MethodAnswer Handle(MethodCall call)
    {
        var chat = Find(call);
        return chat is { IsOpenLine: true } && (ChatGate.MayJoin(call.User, chat) || chat.HasMember(call.User.Id))
            ? MethodAnswer.Of(ChatDescription.Of(call, chat), chat.Id)
            : MethodAnswer.Refused(OpenLinesErrors.DialogAccess);
    }

    // The first name that is given counts, even where it leads nowhere.
    private static SandboxChat? Find(MethodCall call)
    {
        var chats = call.Portal.Chats;
        if (call.Folded("CHAT_ID") is { } chatId)
        {
            return chats.Read(PhpValue.ToInteger(chatId));
        }

        if (call.Folded("DIALOG_ID") is { } dialog)
        {
            return DialogId.TryRead(dialog, out var id) ? chats.Read(id) : null;
        }

        if (call.Folded("SESSION_ID") is { } sessionId)
        {
            return chats.FindSession(PhpValue.ToInteger(sessionId));
        }

        var code = PhpValue.ToText(call.Folded("USER_CODE")) ?? "";
        return chats.FindCode(code.StartsWith(Prefix, StringComparison.Ordinal) ? code.Substring(Prefix.Length) : code);
    }
}
