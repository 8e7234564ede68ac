using System;
using System.Net;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>One HTTP exchange as it ended: a result, or the reason why there is none.</summary>
internal sealed class Answer : IDisposable
{
    private readonly JsonDocument? _document;
    private ReceivedBody? _body;

    private Answer(JsonDocument? document, JsonElement result, Bitrix24Exception? error, HttpStatusCode? status)
    {
        _document = document;
        Result = result;
        Error = error;
        Status = status;
    }

    /// <summary>The <c>result</c> of the envelope, valid until this answer is disposed of.</summary>
    public JsonElement Result { get; }

    /// <summary>Why there is no result; null where there is one.</summary>
    public Bitrix24Exception? Error { get; }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The <c>time</c> of the envelope.</summary>
    public CallTime Time { get; private init; }

    /// <summary>How long the server asks to wait; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many HTTP requests it took: two where the portal was renamed.</summary>
    public int Requests { get; set; } = 1;

    /// <summary>How many bytes the body had.</summary>
    public long BytesReceived { get; init; }

    public static Answer Success(JsonDocument document, JsonElement result, HttpStatusCode status, long bytes) =>
        new(document, result, error: null, status)
        {
            Time = document.RootElement.TryGetProperty("time", out var time) ? CallTime.Read(time) : default,
            BytesReceived = bytes,
        };

    public static Answer Failed(Bitrix24Exception error, TimeSpan? retryAfter = null, long bytes = 0) =>
        new(document: null, default, error, error.HttpStatus) { RetryAfter = retryAfter, BytesReceived = bytes };

    /// <summary>Keeps the body that it was read from until it is disposed of.</summary>
    /// <returns>The body where it is not needed any more.</returns>
    public ReceivedBody? Keep(ReceivedBody body)
    {
        if (_document is null)
        {
            return body;
        }

        _body = body;
        return null;
    }

    public void Dispose()
    {
        _document?.Dispose();
        _body?.Dispose();
    }
}
