using System;
using System.Text;

namespace Bitrix24.Sandbox;

/// <summary>What the portal answers over HTTP.</summary>
internal sealed record SandboxResponse(int Status, string ContentType, byte[] Body)
{
    public const string Json = "application/json; charset=utf-8";
    public const string Html = "text/html; charset=utf-8";

    /// <summary>Where a renamed portal sends its callers.</summary>
    public Uri? Location { get; init; }

    /// <summary>The name of the file that the body is; null for an answer.</summary>
    public string? FileName { get; init; }

    /// <summary>When a refused caller may come again, as HTTP words it.</summary>
    public string? RetryAfter { get; init; }

    public static SandboxResponse Of(int status, PhpArray body) => new(status, Json, PhpJsonWriter.Write(body));

    public static SandboxResponse Of(SandboxError error) => Of(error.Status, error.ToArray());

    /// <summary>A file as it is downloaded.</summary>
    public static SandboxResponse Of(SandboxFile file) => new(200, TypeOf(file.Extension), file.ReadContent()) { FileName = file.Name };

    /// <summary>A page of the front server, which knows nothing of JSON.</summary>
    public static SandboxResponse Page(int status, string title) =>
        new(status, Html, Encoding.UTF8.GetBytes(
            $"<html>\r\n<head><title>{status} {title}</title></head>\r\n" +
            $"<body><center><h1>{status} {title}</h1></center></body>\r\n</html>\r\n"));

    private static string TypeOf(string extension) => extension switch
    {
        "png" => "image/png",
        "pdf" => "application/pdf",
        "csv" => "text/csv",
        _ => "application/octet-stream",
    };
}
