using System;

namespace Bitrix24.Sandbox;

/// <summary>What the portal itself writes into a chat.</summary>
internal static class SystemMessages
{
    public static SandboxMessage Write(MethodCall call, SandboxChat chat, FormattableString text)
    {
        var message = new SandboxMessage(chat.Messages.NextId(), chat.Id, 0, call.Begins, FormattableString.Invariant(text));
        call.Portal.Chats.Write(chat, message);
        return message;
    }

    /// <summary>A user as messages name him.</summary>
    public static string Name(SandboxUser user) => $"[USER={ChatFields.Text(user.Id)}]{user.FullName}[/USER]";
}
