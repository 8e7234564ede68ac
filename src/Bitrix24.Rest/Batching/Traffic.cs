using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// Which calls wait, which are under way, and what may leave now. It has no lock, no timer and no network of its own:
/// the <see cref="Dispatcher"/> asks and tells it under its lock.
/// </summary>
internal sealed class Traffic
{
    private readonly RequestBucket _bucket;
    private readonly RetryDelay _retryDelay;
    private readonly RetryPolicy _policy;
    private readonly Notices _notices;
    private readonly OperatingBudget _operating = new();
    private readonly DurationEstimates _durations = new();
    private readonly FlightLimit _flightLimit = new();
    private readonly HashSet<BatchRequest> _underWay = [];
    private readonly Gathering _gathering = new();
    private readonly Patience _patience;
    private readonly BatchTrust _batches;
    private readonly CallQueue _queue;
    private readonly HoldWatch _holds;
    private Counters _counters;

    public Traffic(RequestBucket bucket, RetryDelay retryDelay, RetryPolicy policy, Notices notices)
    {
        _bucket = bucket;
        _retryDelay = retryDelay;
        _policy = policy;
        _patience = new Patience(policy);
        _notices = notices;
        _batches = new BatchTrust(notices);
        _holds = new HoldWatch(notices);
        _queue = new CallQueue(_operating, _durations);
    }

    public Counters Counters => _counters with { Waits = _holds.Count, WaitTime = _holds.Total };

    /// <summary>Why nothing more is sent; null while the connection works.</summary>
    public Bitrix24Exception? End { get; private set; }

    /// <summary>Whether a full batch waits.</summary>
    public bool HasFullBatch => _queue.Count >= BatchRequest.MostCalls;

    /// <summary>Why nothing leaves for now; null where something does.</summary>
    public Hold? HoldAt(DateTimeOffset now) => _holds.At(now);

    public IReadOnlyDictionary<string, TimeSpan> OperatingTime(DateTimeOffset now) => _operating.Snapshot(now);

    /// <summary>Takes a call into the queue.</summary>
    /// <returns>Why it is not taken; null where it is.</returns>
    public Bitrix24Exception? Add(Call call, DateTimeOffset now)
    {
        _counters.Calls++;
        var refusal = End is not null ? End.For(call.Method.Name) : call.Lane is { IsHalted: true } ? NotRun(call) : _patience.RefusalOf(call.Method.Name, now);
        if (refusal is not null)
        {
            call.State = CallState.Ended;
            _counters.NotSent++;
            return refusal;
        }

        if (_queue.Count + _underWay.Count == 0)
        {
            _patience.Begin(now);
        }

        _gathering.Add(call, _queue.Count == 0, now);
        _queue.Add(call);
        return null;
    }

    /// <summary>A call and those before it need not wait for company.</summary>
    public void Flush(Call last) => _gathering.Flush(last);

    /// <summary>A sender that has waited goes on.</summary>
    /// <returns>Whether calls wait, which its quiet may make due.</returns>
    public bool Hear(Sender sender, DateTimeOffset now)
    {
        _gathering.Hear(sender, now);
        return _queue.Count > 0;
    }

    /// <summary>Lets go of calls that nobody waits for any more.</summary>
    /// <returns>The requests under way in which no call is awaited now.</returns>
    public List<BatchRequest> Withdraw(IEnumerable<Call> calls)
    {
        List<BatchRequest> deserted = [];
        foreach (var call in calls)
        {
            call.Owner = null;
            if (_queue.Remove(call))
            {
                _counters.NotSent += call.MayHaveRun ? 0 : 1;
                _counters.Abandoned += call.MayHaveRun ? 1 : 0;
            }
            else if (call.State == CallState.InFlight && !call.IsCompleted)
            {
                call.State = CallState.Ended;
                _counters.Abandoned++;
                if (--call.Request!.Awaited == 0)
                {
                    deserted.Add(call.Request);
                }
            }
        }

        return deserted;
    }

    /// <summary>Nothing more is sent.</summary>
    /// <returns>The calls that waited, each with its error.</returns>
    public List<(Call Call, Bitrix24Exception Error)> Close(Bitrix24Exception reason)
    {
        End ??= reason;
        return Drop(_queue.RemoveAll(), reason);
    }

    /// <summary>Takes the next request that may leave.</summary>
    /// <param name="now">The time.</param>
    /// <param name="wakeAt">When to ask again, if nobody tells of anything before; null where only an answer can change it.</param>
    /// <returns>Null where none may leave now.</returns>
    public BatchRequest? Next(DateTimeOffset now, out DateTimeOffset? wakeAt)
    {
        wakeAt = null;
        while (End is null)
        {
            var (free, perSecond) = _bucket.Look();
            var slots = _flightLimit.Current(!double.IsPositiveInfinity(perSecond)) - _underWay.Count;
            if (slots <= 0)
            {
                return null;
            }

            var ready = _queue.Look(now);
            wakeAt = ready.Next;
            if (ready.Oldest is not { } oldest)
            {
                _holds.Begin(ready.Next, ready.Reason, now);
                return null;
            }

            if (_batches.Holds(oldest))
            {
                return null;
            }

            if (!IsFull(oldest) && !_gathering.IsOver(oldest, _underWay.Count > 0, now, out var gatheredAt))
            {
                wakeAt = Earlier(wakeAt, gatheredAt);
                return null;
            }

            if (!_bucket.TryTake(out var ticket, out var wait))
            {
                wakeAt = Earlier(wakeAt, now + wait);
                _holds.Begin(now + wait, HoldReason.RequestLimit, now);
                return null;
            }

            var size = _batches.AllowsBatches
                ? BatchSizer.Size(_durations.Of(oldest.Method), _durations.IsMeasured(oldest.Method), _queue.Count, Math.Min(free, slots), perSecond)
                : 1;
            if (_queue.Take(oldest, size, now) is { } request)
            {
                _holds.End(now);
                request.Ticket = ticket;
                request.SentAt = now;
                _gathering.Leave(now);
                _batches.Leave(request);
                _underWay.Add(request);
                _counters.Requests++;
                return request;
            }

            // Every call that could go waits for its chat.
            _bucket.Return(ticket);
        }

        return null;
    }

    /// <summary>A request has come back.</summary>
    /// <param name="request">The request.</param>
    /// <param name="landing">What its answer says.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="bytesSent">The size of the request's body.</param>
    /// <param name="now">The time.</param>
    /// <returns>Calls that waited and will not be sent any more, each with its error.</returns>
    public List<(Call Call, Bitrix24Exception Error)> Land(BatchRequest request, Landing landing, Answer answer, int bytesSent, DateTimeOffset now)
    {
        _counters.Requests += answer.Requests - 1;
        _counters.BytesSent += (long)answer.Requests * bytesSent;
        _counters.BytesReceived += answer.BytesReceived;
        _batches.Review(request, landing, answer);
        Learn(request, landing, answer, now);
        var restUntil = RestUntil(request, answer, now);
        var (again, givenUp) = Sort(request, landing, answer, restUntil, now);
        Remove(request, restUntil, now);
        _gathering.Answer(now);
        foreach (var (call, due) in again)
        {
            _queue.Return(call, due);
        }

        var dropped = landing.StopsLane ? Halt(request.Lane) : [];
        foreach (var method in givenUp)
        {
            dropped.AddRange(Drop(_queue.RemoveAll(method.Key), method.Value));
        }

        // The connection may have ended while this request was under way: then nothing goes again.
        if ((landing.ConnectionError ?? End ?? (request.Awaited > 0 ? _patience.Judge(answer.Error, request.SentAt, _policy.Bound(answer.RetryAfter), now) : null)) is { } reason)
        {
            dropped.AddRange(Close(reason));
        }

        return dropped;
    }

    /// <summary>A request that could not be handled: each of its calls ends with this failure.</summary>
    /// <returns>Those calls, and the ones that will not be sent because of them.</returns>
    public List<(Call Call, Bitrix24Exception Error)> Fail(BatchRequest request, Bitrix24Exception failure, DateTimeOffset now)
    {
        if (!_underWay.Contains(request))
        {
            return [];
        }

        _bucket.Return(request.Ticket);
        Remove(request, now, now);
        var dropped = Halt(request.Lane);
        foreach (var call in request.Calls)
        {
            if (call.State == CallState.InFlight)
            {
                call.State = CallState.Ended;
                _counters.Failed++;
                dropped.Add((call, failure.For(call.Method.Name)));
            }
        }

        return dropped;
    }

    private List<(Call Call, Bitrix24Exception Error)> Halt(HaltingLane? lane)
    {
        var dropped = new List<(Call Call, Bitrix24Exception Error)>();
        if (lane is not null)
        {
            lane.IsHalted = true;
            foreach (var call in _queue.RemoveAll(lane))
            {
                var error = NotRun(call);
                _counters.Count(error);
                dropped.Add((call, error));
            }
        }

        return dropped;
    }

    private List<(Call Call, Bitrix24Exception Error)> Drop(List<Call> waiting, Bitrix24Exception reason)
    {
        var lost = waiting.Count(static call => call.MayHaveRun);
        _counters.NotSent += waiting.Count - lost;
        _counters.Failed += lost;
        return waiting.ConvertAll(call => (call, reason.For(call.Method.Name)));
    }

    private void Remove(BatchRequest request, DateTimeOffset restUntil, DateTimeOffset now)
    {
        _underWay.Remove(request);
        _batches.Remove(request);
        _queue.Land(request, restUntil, now);
    }

    /// <summary>
    /// A request that changes chats and whose answer was lost may still be at work at the portal: until that is over, and until it goes again,
    /// nothing else may change them.
    /// </summary>
    private DateTimeOffset RestUntil(BatchRequest request, Answer answer, DateTimeOffset now)
    {
        if (answer.Error?.Row.Kind != FailureKind.Ambiguous || !request.Calls.Exists(static call => call.Chat != 0))
        {
            return now;
        }

        var retry = now + DelayOf(request, answer);
        var isSlow = answer.Error.IsOwn(OwnErrorId.RequestTimeout) && request.Awaited > 0;
        var over = request.SentAt + (isSlow ? RetryPolicy.CloudCut : RetryPolicy.LongestWorkOf(request.ExpectedWork));
        return over > retry ? over : retry;
    }

    private TimeSpan DelayOf(BatchRequest request, Answer answer) => _policy.Bound(answer.RetryAfter) ?? _retryDelay.After(request.Calls.Max(static call => call.Losses) + 1);

    /// <summary>Why a call of a run that has stopped goes no more. One whose request was lost before may have run all the same.</summary>
    private static Bitrix24Exception NotRun(Call call) => call.MayHaveRun
        ? Failure.Own(OwnErrorId.OutcomeUnknown, "Its request was lost, and it was not sent again because a call before it failed.", call.Method.Name)
        : Failure.Own(OwnErrorId.NotRun, "Not sent, because a call before it failed.", call.Method.Name);

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } first && first < other ? first : other;

    /// <summary>Whether there are enough for the next request. Slow calls are counted before they are spread over requests.</summary>
    private bool IsFull(Call oldest) => !_batches.AllowsBatches || (HasFullBatch && !BatchSizer.IsSpread(_durations.Of(oldest.Method), _durations.IsMeasured(oldest.Method)));

    /// <summary>What an answer tells of the portal: its rate, its speed, its operating time, its health.</summary>
    private void Learn(BatchRequest request, Landing landing, Answer answer, DateTimeOffset now)
    {
        var kind = answer.Error?.Row.Kind;
        var isLost = kind is FailureKind.Ambiguous or FailureKind.NotExecuted;
        _bucket.Settle(request.Ticket, kind == FailureKind.RateLimit ? RequestFate.Refused : isLost ? RequestFate.Lost : RequestFate.Answered, _policy.Bound(answer.RetryAfter));
        if (kind == FailureKind.RateLimit)
        {
            _counters.Refusals++;
        }

        if (isLost && request.Awaited > 0)
        {
            _flightLimit.OnLoss(_underWay.Count);
        }
        else if (request.Awaited > 0)
        {
            _flightLimit.OnAnswer();
        }

        foreach (var (method, duration, time) in landing.Times)
        {
            _durations.Add(method, duration);
            _operating.Report(method, duration, time, now);
        }

        if (request.IsBatch)
        {
            _operating.Report(OperatingBudget.Batch, TimeSpan.Zero, answer.Time, now);
        }
    }

    /// <summary>Parts the calls that end from those that go again, and tells which methods are not tried any more for now.</summary>
    private (List<(Call Call, DateTimeOffset? Due)> Again, Dictionary<string, Bitrix24Exception> GivenUp) Sort(BatchRequest request, Landing landing, Answer answer, DateTimeOffset restUntil, DateTimeOffset now)
    {
        var again = new List<(Call Call, DateTimeOffset? Due)>();
        var givenUp = new Dictionary<string, Bitrix24Exception>(StringComparer.OrdinalIgnoreCase);

        // One moment for all of them: else each would go in a request of its own.
        DateTimeOffset? later = null;
        foreach (var outcome in landing.Outcomes)
        {
            var method = outcome.Call.Method.Name;
            if (outcome.Error is { Row.Kind: FailureKind.OperatingLimit } refusal)
            {
                if (_patience.Refuse(method, refusal, BlockMethod(method, _policy.Bound(answer.RetryAfter), now), now))
                {
                    givenUp[method] = refusal;
                }
            }
            else if (outcome.Error is null or { Row.Kind: FailureKind.Final })
            {
                _patience.Answer(method);
            }

            if (outcome.Call.State == CallState.Ended)
            {
                // Abandoned on the way.
                continue;
            }

            switch (outcome.Verdict)
            {
                case RetryVerdict.Again when !givenUp.ContainsKey(method) && now - (outcome.Call.RefusedSince ??= now) <= _policy.LongestRefusal:
                    again.Add((outcome.Call, null));
                    break;
                case RetryVerdict.AgainAlone:
                    again.Add((outcome.Call, null));
                    break;
                case RetryVerdict.AgainLater:
                    later ??= restUntil > now ? restUntil : now + DelayOf(request, answer);
                    outcome.Call.Losses++;
                    outcome.Call.MayHaveRun |= outcome.Error!.Row.Kind == FailureKind.Ambiguous;

                    // It may have been too much at once; what never arrived was not.
                    outcome.Call.LargestBatch = outcome.Error!.Row.Kind == FailureKind.Ambiguous ? Math.Max(1, request.Calls.Count / 2) : outcome.Call.LargestBatch;
                    again.Add((outcome.Call, later));
                    break;
                default:
                    var error = outcome.Error?.IsOwn(OwnErrorId.NotRun) == true && outcome.Call.MayHaveRun ? NotRun(outcome.Call) : outcome.Error;
                    outcome.Call.State = CallState.Ended;
                    landing.End(outcome with { Error = error });
                    _counters.Count(error);
                    break;
            }
        }

        _counters.Retries += again.Count;
        if (answer.Error?.Row.Kind == FailureKind.RateLimit)
        {
            _notices.Add($"The portal refused a request for its rate. {again.Count} calls go again as soon as it allows.");
        }
        else if (answer.Error is { Row.Kind: not (FailureKind.Final or FailureKind.Connection) } lost && again.Count > 0)
        {
            _notices.Add($"A request with {request.Calls.Count} calls was lost ({lost.Message}). {again.Count} of them go again.");
        }

        return (again, givenUp);
    }

    /// <returns>Until when the method waits.</returns>
    private DateTimeOffset BlockMethod(string method, TimeSpan? retryAfter, DateTimeOffset now)
    {
        _counters.Refusals++;
        if (_operating.BlockedUntil(method, TimeSpan.Zero, now) is { } already)
        {
            return already;
        }

        var until = _operating.Block(method, retryAfter, now);
        _notices.Add($"{method} has used up its operating time: it waits until {until.ToLocalTime():HH:mm:ss}.");
        return until;
    }
}
