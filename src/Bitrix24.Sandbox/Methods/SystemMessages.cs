using System;

namespace Bitrix24.Sandbox;

/// <summary>What the portal itself writes into a chat.</summary>
internal static class SystemMessages
{
    public static SandboxMessage Write(MethodCall call, SandboxChat chat, FormattableString text)
    {
        call.Portal.Chats.Keep(chat);
        return chat.Messages.Write(0, call.Begins, FormattableString.Invariant(text));
    }

    /// <summary>A user as messages name him.</summary>
    public static string Name(SandboxUser user) => $"[USER={ChatFields.Text(user.Id)}]{user.FullName}[/USER]";
}
