namespace Bitrix24.Sandbox;

/// <summary>The dialog that a call of the messenger is about: only its members get in.</summary>
internal static class ImDialog
{
    /// <summary>The chat of DIALOG_ID, or of CHAT_ID where there is one.</summary>
    public static (SandboxChat? Chat, SandboxError? Error) Find(MethodCall call)
    {
        if (PhpValue.ToInteger(call.Folded("CHAT_ID")) is var id and > 0 || DialogId.TryRead(call.Folded("DIALOG_ID"), out id))
        {
            return call.Portal.Chats.Read(id) is { } chat && chat.HasMember(call.User.Id) ? (chat, null) : (null, ImErrors.NoAccess);
        }

        // A private dialog with a user is none of the sandbox's chats.
        var isUser = PhpValue.IsNumeric(call.Folded("DIALOG_ID")) && PhpValue.ToInteger(call.Folded("DIALOG_ID")) > 0;
        return (null, isUser ? ImErrors.NoAccess : ImErrors.DialogIdEmpty);
    }
}
