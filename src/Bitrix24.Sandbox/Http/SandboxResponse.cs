using System;
using System.Collections.Generic;
using System.Text;

namespace Bitrix24.Sandbox;

/// <summary>What the portal answers over HTTP.</summary>
internal sealed record SandboxResponse(int Status, string ContentType, byte[] Body)
{
    public const string Json = "application/json; charset=utf-8";
    public const string Html = "text/html; charset=utf-8";

    /// <summary>Where a renamed portal sends its callers.</summary>
    public Uri? Location { get; init; }

    /// <summary>The headers of a file; none of an answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>When a refused caller may come again, as HTTP words it.</summary>
    public string? RetryAfter { get; init; }

    public static SandboxResponse Of(int status, PhpArray body) => new(status, Json, PhpJsonWriter.Write(body));

    public static SandboxResponse Of(SandboxError error) => Of(error.Status, error.ToArray());

    /// <summary>A page of the front server, which knows nothing of JSON.</summary>
    public static SandboxResponse Page(int status, string title) =>
        new(status, Html, Encoding.UTF8.GetBytes(
            $"<html>\r\n<head><title>{status} {title}</title></head>\r\n" +
            $"<body><center><h1>{status} {title}</h1></center></body>\r\n</html>\r\n"));
}
