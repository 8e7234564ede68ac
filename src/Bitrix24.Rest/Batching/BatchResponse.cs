using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// What came of a request: exactly one outcome for each of its calls, in their order, whatever came back, a failure of the network
/// included. Results have been read when it is made, so it holds nothing of the answer's body.
/// </summary>
internal sealed class BatchResponse
{
    private readonly CallOutcome[] _outcomes;
    private readonly TimeSpan _elapsed;
    private readonly TimeSpan? _share;
    private readonly bool _isRenewable;
    private double? _previousFinish;

    /// <param name="request">The request.</param>
    /// <param name="answer">How its exchange ended.</param>
    /// <param name="elapsed">How long that took.</param>
    public BatchResponse(BatchRequest request, Answer answer, TimeSpan elapsed)
    {
        _outcomes = new CallOutcome[request.Calls.Count];
        _elapsed = elapsed;
        _share = ShareOf(request, answer, elapsed);
        _isRenewable = request.Pair is not null;
        var whole = answer.Error is { } refusal ? OfToken(refusal) : null;
        Error = whole is not null && request is { IsBatch: false, IsAsk: false } ? request.Calls[0].Method.Understand(whole) : whole;
        RetryAfter = answer.RetryAfter;
        Requests = answer.Requests;
        BytesReceived = answer.BytesReceived;
        Time = answer.Time;
        var isHalted = false;
        for (var index = 0; index < _outcomes.Length; index++)
        {
            var call = request.Calls[index];
            _outcomes[index] = Error is { } error ? new(call, error.For(call.Method.Name))
                : !request.IsBatch ? ReadResult(call, answer.Items[0] with { Time = answer.Time }, elapsed)
                : ReadItem(call, answer.Items[index], isHalted, answer.IsBatch);
            isHalted = isHalted
                || (request is { HaltGroup: not null, IsBatch: true } && answer.Error is null && answer.Items[index].Error is not null);
        }
    }

    /// <summary>One for each call of the request, in their order. A call without an error has accepted its result.</summary>
    public IReadOnlyList<CallOutcome> Outcomes => _outcomes;

    /// <summary>Why the request as a whole has no results; null where it has some.</summary>
    public Bitrix24Exception? Error { get; }

    /// <summary>How long the server asks to wait; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>How many HTTP requests it took.</summary>
    public int Requests { get; }

    public long BytesReceived { get; }

    /// <summary>What the portal says of the time of the whole request.</summary>
    public CallTime Time { get; }

    private CallOutcome ReadItem(Call call, in AnswerItem item, bool isHalted, bool isBatch)
    {
        if (item.HasResult)
        {
            return ReadResult(call, item, _share);
        }

        // A refused command took time too, and says nothing of it.
        _previousFinish = null;
        return new(call, item.Error is { } error ? call.Method.Understand(OfItem(error)).For(call.Method.Name)
            : isHalted ? Failure.Own(OwnErrorId.NotRun, RestText.Of("Call_NotRun"), call.Method.Name)
            : Failure.Own(
                OwnErrorId.InvalidResponse,
                isBatch ? RestText.Of("Batch_NoAnswer") : RestText.Of("Batch_OtherAnswer"),
                call.Method.Name));
    }

    /// <summary>
    /// The request itself was let in, so the rate is not what holds this call back: it goes again after a growing delay, and not for ever.
    /// </summary>
    private Bitrix24Exception OfItem(Bitrix24Exception error) =>
        error.Row.Kind == FailureKind.RateLimit ? error.As(FailureKind.NotExecuted) : OfToken(error);

    /// <summary>Where the next token can be asked for, the end of this one is not the end of the connection.</summary>
    private Bitrix24Exception OfToken(Bitrix24Exception error) =>
        _isRenewable && error.RefusesToken ? error.As(FailureKind.SignIn) : error;

    /// <summary>
    /// How long a command took that does not tell. Refused ones are quick, and methods differ: among such commands a slow one would seem
    /// quick, so nothing is known of it.
    /// </summary>
    private static TimeSpan? ShareOf(BatchRequest request, Answer answer, TimeSpan elapsed) =>
        request.Calls.TrueForAll(call => call.Method.Is(request.Calls[0].Method.Name))
            ? TimeSpan.FromTicks(elapsed.Ticks / Math.Max(1, answer.Items.Count(static item => item.HasResult)))
            : null;

    private CallOutcome ReadResult(Call call, in AnswerItem item, TimeSpan? share)
    {
        var error = call.Accept(item.Result, item.Total.Number(), item.Next.Number());
        var outcome = new CallOutcome(call, error, DurationOf(item.Time, share), item.Time);
        _previousFinish = item.Time.Finish;
        return outcome;
    }

    /// <summary>
    /// How long the portal really took: where a start lost its fraction, the command before tells when it was; else nothing is longer than
    /// its share among those that have a result.
    /// </summary>
    private TimeSpan? DurationOf(in CallTime time, TimeSpan? share)
    {
        if (time.Duration is not { } told)
        {
            return null;
        }

        var real = !time.IsStartCut ? told
            : _previousFinish is { } previous && time.Finish is { } finish && finish >= previous ? ExactTime.OfSeconds(finish - previous)
            : share;
        var shortest = real < told ? real : told;
        return real is null ? null : shortest < _elapsed ? shortest : _elapsed;
    }
}

/// <summary>What came of one call.</summary>
/// <param name="Call">The call; it has accepted its result where there is no error.</param>
/// <param name="Error">Why there is no result.</param>
/// <param name="Duration">How long the portal took for it; null where that is not known.</param>
/// <param name="Time">The portal's own words on that.</param>
internal readonly record struct CallOutcome(Call Call, Bitrix24Exception? Error, TimeSpan? Duration = null, CallTime Time = default);
