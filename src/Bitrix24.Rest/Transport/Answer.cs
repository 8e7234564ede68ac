using System;
using System.Collections.Generic;
using System.Net;

namespace Bitrix24.Rest;

/// <summary>One HTTP exchange as it ended: what the portal says of each call, or the reason why it says nothing.</summary>
internal sealed class Answer : IDisposable
{
    private ReceivedBody? _body;

    private Answer(IReadOnlyList<AnswerItem> items, Bitrix24Exception? error, HttpStatusCode? status)
    {
        Items = items;
        Error = error;
        Status = status;
    }

    /// <summary>
    /// What it says of each command of a batch, by place, or of the one call; empty where there is an <see cref="Error"/>.
    /// </summary>
    public IReadOnlyList<AnswerItem> Items { get; }

    /// <summary>Whether it has the form of a batch's answer.</summary>
    public bool IsBatch { get; private init; }

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

    public static Answer Success(Envelope envelope, HttpStatusCode status, long bytes) =>
        new(envelope.Items, error: null, status)
        {
            IsBatch = envelope.IsBatch,
            Time = envelope.Time,
            BytesReceived = bytes,
        };

    public static Answer Failed(Bitrix24Exception error, TimeSpan? retryAfter = null, long bytes = 0) =>
        new([], error, error.HttpStatus) { RetryAfter = retryAfter, BytesReceived = bytes };

    /// <summary>Keeps the body that it was read from until it is disposed of.</summary>
    /// <returns>The body where it is not needed any more.</returns>
    public ReceivedBody? Keep(ReceivedBody body)
    {
        if (Error is not null)
        {
            return body;
        }

        _body = body;
        return null;
    }

    public void Dispose() => _body?.Dispose();
}

/// <summary>What an answer says of one call. Its JSON is valid until the answer is disposed of.</summary>
internal record struct AnswerItem
{
    /// <summary>Its result; none where there is none.</summary>
    public JsonValue Result { get; set; }

    /// <summary>The JSON of its error; none where there is none.</summary>
    public JsonValue ErrorJson { get; set; }

    /// <summary>Why it has no result; null where the answer does not say.</summary>
    public Bitrix24Exception? Error { get; set; }

    /// <summary>Whether the answer gives a result and no error.</summary>
    public readonly bool HasResult => Error is null && Result.IsGiven;

    /// <summary>How many entries the whole list has that its result is a page of; none where it is no such page.</summary>
    public JsonValue Total { get; set; }

    /// <summary>Where the next page of that list begins; none where there is none.</summary>
    public JsonValue Next { get; set; }

    /// <summary>Its <c>time</c>.</summary>
    public CallTime Time { get; set; }
}
