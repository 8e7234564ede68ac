using System;

namespace Bitrix24.Sandbox;

/// <summary>Who calls the portal, and by which address.</summary>
/// <param name="Credential">On whose behalf.</param>
/// <param name="Portal">The address that the portal was called by, without a path.</param>
internal sealed record RestCaller(SandboxCredential Credential, Uri Portal);
