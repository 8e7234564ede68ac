using System;
using System.Net;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>Makes an <see cref="Answer"/> of a status and a body, whatever the body is.</summary>
internal sealed class AnswerReader(Redaction redaction)
{
    private static readonly LocalizableText RefusedBefore = RestText.Of("Answer_RefusedBeforeAdvice");

    private static readonly LocalizableText TooLarge = RestText.Of("Answer_TooLargeAdvice");

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
                OwnErrorId.InvalidResponse, RestText.Of("Batch_Both"), method)
            : ErrorOf(item.ErrorJson, status: null, method)
                ?? Failure.Own(OwnErrorId.InvalidResponse, RestText.Of("Batch_FormlessError"), method);

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
        var what = body.Length == 0 ? RestText.Of("Answer_Empty")
            : LooksLikeHtml(body.Span) ? RestText.Of("Answer_Html")
            : RestText.Of("Answer_OtherBody");
        var text = host is null ? RestText.Of("Answer_Other", (int)status, what) : RestText.Of("Answer_OtherFrom", (int)status, what, host);
        var error = Failure.Own(OwnErrorId.InvalidResponse, text, method, status);
        return (int)status is >= 400 and < 500
            ? error.As(KindOfRefusal(status)).Advising(IsTooLarge(status) ? TooLarge : RefusedBefore)
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
