using System;
using System.Net;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>Makes an <see cref="Answer"/> of a status and a body, whatever the body is.</summary>
internal sealed class AnswerReader(Redaction redaction)
{
    private const string RefusedBefore =
        "A server before the REST API refused the request, so nothing was executed: the portal may be switched off, " +
        "or closed to this address by a firewall or by country. " +
        "Open the portal's address in a browser on this machine to see, then run Connect-Bitrix24 and the command again.";

    // Deeper than any answer of the portal, and far from the depth that costs a stack.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="method">The REST method, for the error.</param>
    /// <param name="retryAfter">What the Retry-After header says.</param>
    /// <param name="host">Who answered, for the error; null where that says nothing.</param>
    public Answer Read(HttpStatusCode status, ReadOnlyMemory<byte> body, string method, TimeSpan? retryAfter, string? host = null)
    {
        var document = Parse(body);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document?.Dispose();
            return Answer.Failed(NotAnAnswer(status, body, method, host), retryAfter, body.Length);
        }

        if (document.RootElement.TryGetProperty("error", out var code))
        {
            using (document)
            {
                return Answer.Failed(ErrorOf(document.RootElement, code, status, method), retryAfter, body.Length);
            }
        }

        if ((int)status is >= 200 and < 300 && document.RootElement.TryGetProperty("result", out var result))
        {
            return Answer.Success(document, result, status, body.Length);
        }

        document.Dispose();
        return Answer.Failed(NotAnAnswer(status, body, method, host), retryAfter, body.Length);
    }

    /// <summary>The error that an object with <c>error</c> and <c>error_description</c> tells of; used for whole answers and for items of a batch.</summary>
    public Bitrix24Exception ErrorOf(JsonElement holder, JsonElement code, HttpStatusCode? status, string method)
    {
        string? description = null;
        if (code.ValueKind == JsonValueKind.Object)
        {
            // REST 3.0 nests code and message.
            description = code.TryGetProperty("message", out var message) ? JsonText.Read(message) : null;
            code = code.TryGetProperty("code", out var inner) ? inner : default;
        }

        if (holder.TryGetProperty("error_description", out var outer))
        {
            description = JsonText.Read(outer) ?? description;
        }

        return Failure.OfPortal(JsonText.Read(code) ?? "", description, status, method, redaction);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            body = WithoutByteOrderMark(body);
            var document = JsonDocument.Parse(body, Options);
            if (JsonText.HasBrokenName(body.Span, Options.MaxDepth))
            {
                // No property of it could be looked for.
                document.Dispose();
                return null;
            }

            return document;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Length >= 3 && body.Span[0] == 0xEF && body.Span[1] == 0xBB && body.Span[2] == 0xBF ? body.Slice(3) : body;

    private static Bitrix24Exception NotAnAnswer(HttpStatusCode status, ReadOnlyMemory<byte> body, string method, string? host)
    {
        var what = body.Length == 0 ? "an empty body" : LooksLikeHtml(body.Span) ? "an HTML page" : "a body that is not an answer of the REST API";
        var from = host is null ? "" : $" from {host}";
        var error = Failure.Own(OwnErrorId.InvalidResponse, $"HTTP {(int)status} with {what}{from}.", method, status);
        return (int)status is >= 400 and < 500
            ? new(
                error.Row with { Kind = KindOfRefusal(status), Advice = RefusedBefore },
                error.Id,
                error.Code,
                error.Description,
                status,
                method)
            : error;
    }

    /// <summary>4xx without an answer of the API comes from a front server that refused the request before the portal saw it.</summary>
    private static FailureKind KindOfRefusal(HttpStatusCode status) => (int)status switch
    {
        429 => FailureKind.RateLimit,

        // The request itself is too large, and will be so the next time.
        413 or 414 or 431 => FailureKind.Final,
        _ => FailureKind.NotExecuted,
    };

    private static bool LooksLikeHtml(ReadOnlySpan<byte> body)
    {
        foreach (var character in body)
        {
            if (character is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'))
            {
                return character == (byte)'<';
            }
        }

        return false;
    }
}
