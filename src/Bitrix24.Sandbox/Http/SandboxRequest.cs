using System;

namespace Bitrix24.Sandbox;

/// <summary>What of an HTTP request the portal looks at.</summary>
/// <param name="Method">The HTTP verb in upper case.</param>
/// <param name="Address">The whole address.</param>
/// <param name="ContentType">The Content-Type header as sent, or null.</param>
/// <param name="Authorization">The Authorization header as sent, or null.</param>
/// <param name="Body">The body, possibly empty.</param>
internal sealed record SandboxRequest(string Method, Uri Address, string? ContentType, string? Authorization, ReadOnlyMemory<byte> Body)
{
    /// <summary>The Range header as sent, or null.</summary>
    public string? Range { get; init; }

    /// <summary>The If-Range header as sent, or null.</summary>
    public string? IfRange { get; init; }

    public bool IsPost => Method == "POST";
}
