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

    private const string TooLarge =
        "The request is larger than a server before the REST API takes, so nothing was executed, and it will not take it the next time. " +
        "Look for very long values among those of the request; else let the administrator of the portal or of the proxy raise the limit.";

    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="method">The REST method, for the error.</param>
    /// <param name="commands">How many commands the batch had; 0 for a plain call.</param>
    /// <param name="retryAfter">What the Retry-After header says.</param>
    /// <param name="host">Who answered, for the error; null where that says nothing.</param>
    public Answer Read(
        HttpStatusCode status, ReadOnlyMemory<byte> body, string method, int commands, TimeSpan? retryAfter, string? host = null)
    {
        var json = JsonText.WithoutByteOrderMark(body);
        if (Envelope.Read(json, commands) is not { } envelope)
        {
            return Answer.Failed(NotAnAnswer(status, body, method, host), retryAfter, body.Length);
        }

        if (!envelope.HasError && (int)status is >= 200 and < 300 && envelope.HasResult)
        {
            ReadErrors(envelope.Items, method);
            return Answer.Success(envelope, status, body.Length);
        }

        return envelope.HasError
            ? Answer.Failed(ErrorOf(new(json.Slice(StartOf(json.Span))), status, method)!, retryAfter, body.Length)
            : Answer.Failed(NotAnAnswer(status, body, method, host), retryAfter, body.Length);
    }

    private void ReadErrors(AnswerItem[] items, string method)
    {
        for (var index = 0; index < items.Length; index++)
        {
            ref var item = ref items[index];
            item.Error = item.ErrorJson.IsGiven ? ErrorOfItem(item, method) : null;
        }
    }

    private Bitrix24Exception ErrorOfItem(in AnswerItem item, string method) =>
        item.Result.Kind is not (JsonValueKind.Undefined or JsonValueKind.Null)
            ? Failure.Own(
                OwnErrorId.InvalidResponse, "The portal's answer to the batch has both a result and an error for this call.", method)
            : ErrorOf(item.ErrorJson, status: null, method)
                ?? Failure.Own(OwnErrorId.InvalidResponse, "The portal's batch gave an error that has no form.", method);

    /// <summary>The error that an object with <c>error</c> and <c>error_description</c> tells of.</summary>
    /// <returns>Null where it is not such an object.</returns>
    private Bitrix24Exception? ErrorOf(JsonValue holder, HttpStatusCode? status, string method)
    {
        var code = holder.Field("error"u8);
        if (!code.IsGiven)
        {
            return null;
        }

        string? description = null;
        if (code.Kind == JsonValueKind.Object)
        {
            // REST 3.0 nests code and message.
            description = TextOf(code.Field("message"u8));
            code = code.Field("code"u8);
        }

        description = TextOf(holder.Field("error_description"u8)) ?? description;
        return Failure.OfPortal(TextOf(code) ?? "", description, status, method, redaction);
    }

    /// <summary>No more of it than redaction looks at, and one character by which that sees that there was more.</summary>
    private static string? TextOf(JsonValue value) => value.Begin(Redaction.LongestRead + 1);

    private static Bitrix24Exception NotAnAnswer(HttpStatusCode status, ReadOnlyMemory<byte> body, string method, string? host)
    {
        var what = body.Length == 0 ? "an empty body"
            : LooksLikeHtml(body.Span) ? "an HTML page"
            : "a body that is not an answer of the REST API";
        var from = host is null ? "" : $" from {host}";
        var error = Failure.Own(OwnErrorId.InvalidResponse, $"HTTP {(int)status} with {what}{from}.", method, status);
        return (int)status is >= 400 and < 500
            ? new(
                error.Row with { Kind = KindOfRefusal(status), Advice = IsTooLarge(status) ? TooLarge : RefusedBefore },
                error.Id,
                error.Code,
                error.Description,
                status,
                method)
            : error;
    }

    /// <summary>4xx without an answer of the API comes from a front server that refused the request before the portal saw it.</summary>
    private static FailureKind KindOfRefusal(HttpStatusCode status) =>
        (int)status == 429 ? FailureKind.RateLimit
        : IsTooLarge(status) ? FailureKind.Final
        : FailureKind.NotExecuted;

    /// <summary>Whether a body, an address or a header was too large: it will be so the next time.</summary>
    private static bool IsTooLarge(HttpStatusCode status) => (int)status is 413 or 414 or 431;

    private static bool LooksLikeHtml(ReadOnlySpan<byte> body) =>
        StartOf(body) is var start && start < body.Length && body[start] == (byte)'<';

    /// <summary>Where the blanks before it end.</summary>
    private static int StartOf(ReadOnlySpan<byte> body)
    {
        var start = 0;
        while (start < body.Length && body[start] is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t')
        {
            start++;
        }

        return start;
    }
}
