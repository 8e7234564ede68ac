using System;

namespace Bitrix24.Sandbox;

/// <summary>One call of one method, as its handler sees it.</summary>
/// <param name="Portal">The portal, locked while the handler runs.</param>
/// <param name="Caller">Who calls, and where.</param>
/// <param name="Parameters">The call's parameters.</param>
/// <param name="Begins">When it began.</param>
/// <param name="Ends">When it will be over.</param>
internal sealed record MethodCall(
    SandboxPortal Portal, RestCaller Caller, PhpArray Parameters, DateTimeOffset Begins, DateTimeOffset Ends)
{
    public SandboxCredential Credential => Caller.Credential;

    public SandboxUser User => Caller.Credential.User;

    public ErrorTexts Texts => Portal.Texts;

    /// <summary>Whether this call may do what the portal lets one call at a time do to a chat.</summary>
    public bool Locks(ChatLock kind, SandboxChat chat) => Portal.Locks.TryTake(kind, chat.Id, Begins, Ends);

    /// <summary>A parameter whose name counts in any letters, as most of the portal's methods take it.</summary>
    public object? Folded(string name) => Parameters.GetFolded(name);
}
