using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The headers beside the body's own.</summary>
internal static class ResponseHeaders
{
    private static readonly KeyValuePair<string, string>[] OfJson =
    [
        new("Access-Control-Allow-Origin", "*"),
        new("Access-Control-Allow-Headers", "origin, content-type, accept"),
        new("X-Content-Type-Options", "nosniff"),
        new("X-Bitrix-Rest-Time", "0.0000000000"),
        new("X-Bitrix-Rest-User-Time", "0.0000000000"),
        new("X-Bitrix-Rest-System-Time", "0.0000000000"),
    ];

    public static IEnumerable<KeyValuePair<string, string>> Of(SandboxResponse response)
    {
        if (response.Location is { } location)
        {
            return [new("Location", location.AbsoluteUri)];
        }

        if (response.Headers.Count > 0)
        {
            return response.Headers;
        }

        if (response.RetryAfter is { } retryAfter)
        {
            return [.. OfJson, new("Retry-After", retryAfter)];
        }

        return response.ContentType == SandboxResponse.Json ? OfJson : [];
    }
}
