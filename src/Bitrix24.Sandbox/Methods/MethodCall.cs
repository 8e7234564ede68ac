using System;

namespace Bitrix24.Sandbox;

/// <summary>One call of one method, as its handler sees it.</summary>
/// <param name="Portal">The portal, locked while the handler runs.</param>
/// <param name="Credential">Who calls.</param>
/// <param name="Parameters">The call's parameters.</param>
/// <param name="Begins">When it began.</param>
/// <param name="Ends">When it will be over.</param>
internal sealed record MethodCall(
    SandboxPortal Portal, SandboxCredential Credential, PhpArray Parameters, DateTimeOffset Begins, DateTimeOffset Ends)
{
    public SandboxUser User => Credential.User;

    public ErrorTexts Texts => Portal.Texts;
}
