using System;
using System.Runtime.CompilerServices;
using Bitrix24.Rest;
using Bitrix24.Sandbox;

namespace OpenLines;

/// <summary>A client of a portal in memory.</summary>
internal static class SandboxClient
{
    /// <param name="policy">How often and how long it tries.</param>
    /// <param name="user">The id of the user that it calls as.</param>
    // Not inlined: the sandbox's assembly is loaded when this runs, and not before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Bitrix24Client Open(RetryPolicy policy, out string user)
    {
        _ = WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _);
        user = credentials!.User;
        return Bitrix24Client.ForHandler(credentials, new SandboxHandler(SandboxPortal.CreateDefault()), TimeProvider.System, policy);
    }
}
