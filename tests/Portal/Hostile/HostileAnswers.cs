using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Portal.Hostile;

/// <summary>
/// Answers requests with <see cref="HostileBodies"/>: each with the shape that it asks for by a user code such as <c>hostile|list</c> or by
/// the code of its webhook, <c>hostile-list</c>; packed as <c>hostile-packed-list</c>, and many times over as <c>hostile-bomb-list</c>.
/// </summary>
internal sealed partial class HostileAnswers
{
    private const string Packed = "packed-";
    private const string Bomb = "bomb-";
    private const int Times = 64;

    private readonly Lock _gate = new();
    private (string Shape, bool IsBatch, byte[] Body) _last = ("", false, []);

    /// <returns>False where it leaves the request to the portal.</returns>
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        var match = Asked().Match(context.Request.Path.Value + body);
        if (!match.Success)
        {
            return false;
        }

        var asked = match.Groups["shape"].Value;
        var isBatch = body.Contains("\"cmd\":", StringComparison.Ordinal);
        var answer = Find(asked, isBatch);
        if (asked.Contains('-', StringComparison.Ordinal))
        {
            context.Response.Headers.ContentEncoding = "gzip";
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        return true;
    }

    /// <summary>Only the last one is kept, which many requests may ask for.</summary>
    private byte[] Find(string asked, bool isBatch)
    {
        lock (_gate)
        {
            if ((_last.Shape, _last.IsBatch) != (asked, isBatch))
            {
                _last = (asked, isBatch, Make(asked, isBatch));
            }

            return _last.Body;
        }
    }

    private static byte[] Make(string shape, bool isBatch) =>
        shape.StartsWith(Packed, StringComparison.Ordinal) ? HostileBodies.Pack(HostileBodies.Make(shape[Packed.Length..], isBatch), 1)
        : shape.StartsWith(Bomb, StringComparison.Ordinal) ? HostileBodies.Pack(HostileBodies.Make(shape[Bomb.Length..], isBatch), Times)
        : HostileBodies.Make(shape, isBatch);

    [GeneratedRegex(
        @"hostile(\||%7C|\\u007C|-)(?<shape>[a-z-]+)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();
}
