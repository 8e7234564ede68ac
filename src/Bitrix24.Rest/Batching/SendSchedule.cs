using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// Which calls wait, which are under way, and what may leave now. It has no lock, no timer and no network of its own:
/// the <see cref="Dispatcher"/> asks and tells it under its lock.
/// </summary>
internal sealed class SendSchedule
{
    private readonly SharedPace _pace;
    private readonly OutcomeRule _rule;
    private readonly RetryPolicy _policy;
    private readonly Notices _notices;
    private readonly OperatingBudget _operating = new();
    private readonly DurationEstimates _durations = new();
    private readonly ConcurrencyLimit _concurrency = new();
    private readonly RateNotice _rateNotice;
    private readonly HashSet<BatchRequest> _underWay = [];
    private readonly Linger _linger = new();
    private readonly GiveUpRule _giveUp;
    private readonly BatchTrust _batches;
    private readonly WaitingCalls _waiting;
    private readonly HoldWatch _holds;
    private Counters _counters;

    public SendSchedule(SharedPace pace, RetryDelay retryDelay, RetryPolicy policy, Notices notices)
    {
        _pace = pace;
        _rateNotice = new RateNotice(pace, notices);
        _rule = new OutcomeRule(policy, retryDelay);
        _policy = policy;
        _giveUp = new GiveUpRule(policy);
        _notices = notices;
        _batches = new BatchTrust(notices);
        _holds = new HoldWatch(notices);
        _waiting = new WaitingCalls(_operating, _durations);
    }

    public Counters Counters => _counters with { Waits = _holds.Count, WaitTime = _holds.Total };

    /// <summary>Why nothing more is sent; null while the connection works.</summary>
    public Bitrix24Exception? End { get; private set; }

    /// <summary>Whether a full batch waits.</summary>
    public bool HasFullBatch => _waiting.Count >= BatchRequest.MostCalls;

    /// <summary>Why nothing leaves for now; null where something does.</summary>
    public Hold? HoldAt(DateTimeOffset now) => _holds.At(now);

    public IReadOnlyDictionary<string, TimeSpan> OperatingTime(DateTimeOffset now) => _operating.Snapshot(now);

    /// <summary>Takes a call into the queue.</summary>
    /// <returns>Why it is not taken; null where it is.</returns>
    public Bitrix24Exception? Add(Call call, DateTimeOffset now)
    {
        _counters.Calls++;
        var refusal = End is not null ? End.For(call.Method.Name)
            : call.Lane is { IsHalted: true } ? OutcomeRule.NotRun(call)
            : _giveUp.RefusalOf(call.Method.Name, now);
        if (refusal is not null)
        {
            call.State = CallState.Ended;
            _counters.NotSent++;
            return refusal;
        }

        if (_waiting.Count + _underWay.Count == 0)
        {
            _giveUp.Begin(now);
        }

        _linger.Add(call, _waiting.Count == 0, now);
        _waiting.Add(call);
        return null;
    }

    /// <summary>A call and those before it need not wait for company.</summary>
    public void Flush(Call last) => _linger.Flush(last);

    /// <summary>Lets go of calls that nobody waits for any more.</summary>
    /// <returns>The requests under way in which no call is awaited now.</returns>
    public List<BatchRequest> Withdraw(IEnumerable<Call> calls)
    {
        List<BatchRequest> deserted = [];
        foreach (var first in calls)
        {
            for (var call = first; call is not null; call = call.FollowUp)
            {
                Withdraw(call, deserted);
            }
        }

        return deserted;
    }

    /// <summary>Nothing more is sent.</summary>
    /// <returns>The calls that waited, each with its error.</returns>
    public List<EndedCall> Close(Bitrix24Exception reason)
    {
        End ??= reason;
        return Drop(_waiting.RemoveAll(static _ => true), reason);
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
            var slots = _concurrency.At(now) - _underWay.Count;
            if (slots <= 0)
            {
                return null;
            }

            var ready = _waiting.Look(now);
            wakeAt = ready.Next;
            if (ready.Companies.Count == 0)
            {
                _holds.Begin(ready.Next, ready.Reason, now);
                return null;
            }

            if (DueOf(ready.Companies, now, ref wakeAt) is not { } first)
            {
                return null;
            }

            var (free, perSecond) = _pace.Look();
            var size = _batches.AllowsBatches
                ? BatchSizer.Size(
                    _durations.Of(first.Method), _durations.IsMeasured(first.Method), _waiting.Count, Math.Min(free, slots), perSecond)
                : 1;
            if (!_pace.TryAcquire(Math.Ceiling(_waiting.Count / (double)size), out var lease, out var wait))
            {
                wakeAt = Earlier(wakeAt, now + _pace.AskAgainAfter(wait));
                if (_pace.KnowsLimit)
                {
                    // Before, it is the search for a limit that waits: there may be none.
                    _holds.Begin(now + wait, HoldReason.RequestLimit, now);
                }

                return null;
            }

            if (_waiting.Take(first, size, now) is { } request)
            {
                _holds.End(now);
                request.Lease = lease;
                request.SentAt = now;
                _concurrency.OnSent(_underWay.Count, now);
                _linger.Leave(now);
                _batches.Leave(request);
                _underWay.Add(request);
                _counters.Requests++;
                return request;
            }

            // Every call that could go waits for its chat.
            _pace.Release(lease);
        }

        return null;
    }

    /// <summary>
    /// A request has come back: learns of it, settles its calls, frees its chats, and sees whether the connection goes on.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="response">What came of it.</param>
    /// <param name="bytesSent">The size of the request's body.</param>
    /// <param name="now">The time.</param>
    /// <returns>The calls that have ended with it: its own, and those that waited and will not be sent any more.</returns>
    public List<EndedCall> Receive(BatchRequest request, BatchResponse response, int bytesSent, DateTimeOffset now)
    {
        _counters.Requests += response.Requests - 1;
        _counters.BytesSent += (long)response.Requests * bytesSent;
        _counters.BytesReceived += response.BytesReceived;
        _batches.Review(request, response);
        Learn(request, response, now);
        var givenUp = HoldRefusedMethods(response, now);
        var settled = Judge(request, response, givenUp, now);
        var ended = settled.Ended;
        var lost = response.Error?.Row.Kind == FailureKind.Ambiguous || settled.HasLost
            ? _rule.WhenLost(request, response.Error, response.RetryAfter, now)
            : new(now, now);
        Remove(request, lost.ChatsRestUntil, now);
        Return(settled.Again, request.Calls.Count, lost.RetryAt, now);
        TellOfRetries(request, response.Error, settled.Again.Count);
        AddFollowUps(ended, now);
        if (settled.HasFailed)
        {
            ended.AddRange(Halt(request.Lane));
        }

        foreach (var method in givenUp)
        {
            // A run that stops at its first failure does so by itself.
            var waiting = _waiting.RemoveAll(call =>
                call.Lane is null && string.Equals(call.Method.Name, method.Key, StringComparison.OrdinalIgnoreCase));
            ended.AddRange(Drop(waiting, method.Value));
        }

        // The connection may have ended while this request was under way: then nothing goes again.
        var end = settled.ConnectionError ?? End;
        if (end is null && request.Awaited > 0)
        {
            end = _giveUp.Judge(response.Error, request.SentAt, _policy.Bound(response.RetryAfter), now);
        }

        if (end is not null)
        {
            ended.AddRange(Close(end));
        }

        return ended;
    }

    /// <summary>A request that could not be handled: each of its calls ends with this failure.</summary>
    /// <returns>Those calls, and the ones that will not be sent because of them.</returns>
    public List<EndedCall> Fail(BatchRequest request, Bitrix24Exception failure, DateTimeOffset now)
    {
        if (!_underWay.Contains(request))
        {
            return [];
        }

        _pace.Release(request.Lease!);
        Remove(request, now, now);
        var dropped = Halt(request.Lane);
        foreach (var call in request.Calls)
        {
            if (call.State == CallState.InFlight)
            {
                call.State = CallState.Ended;
                _counters.Failed++;
                dropped.Add(new(call, failure.For(call.Method.Name)));
            }
        }

        return dropped;
    }

    private void Withdraw(Call call, List<BatchRequest> deserted)
    {
        call.Owner = null;
        if (_waiting.Remove(call))
        {
            _counters.NotSent += call.Setbacks.MayHaveRun ? 0 : 1;
            _counters.Abandoned += call.Setbacks.MayHaveRun ? 1 : 0;
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

    /// <summary>
    /// Takes the follow-ups of calls that have succeeded into the queue; one that is not taken has ended with its refusal.
    /// </summary>
    private void AddFollowUps(List<EndedCall> ended, DateTimeOffset now)
    {
        foreach (var (call, error) in ended.ToArray())
        {
            if (error is not null || call.FollowUp is not { } next)
            {
                continue;
            }

            next.Owner = call.Owner;
            next.Depth = call.Depth + 1;
            if (Add(next, now) is { } refusal)
            {
                ended.Add(new(next, refusal));
            }
            else if (_linger.IsFlushed(call))
            {
                // Where nobody waited for company before, nobody does now.
                _linger.Flush(next);
            }
        }
    }

    private List<EndedCall> Halt(HaltGroup? lane)
    {
        List<EndedCall> dropped = [];
        if (lane is not null)
        {
            lane.IsHalted = true;
            foreach (var call in _waiting.RemoveAll(call => call.Lane == lane))
            {
                var error = OutcomeRule.NotRun(call);
                _counters.Count(error);
                dropped.Add(new(call, error));
            }
        }

        return dropped;
    }

    private List<EndedCall> Drop(List<Call> waiting, Bitrix24Exception reason)
    {
        var lost = waiting.Count(static call => call.Setbacks.MayHaveRun);
        _counters.NotSent += waiting.Count - lost;
        _counters.Failed += lost;
        return waiting.ConvertAll(call => new EndedCall(call, reason.For(call.Method.Name)));
    }

    private void Remove(BatchRequest request, DateTimeOffset restUntil, DateTimeOffset now)
    {
        _underWay.Remove(request);
        _batches.Remove(request);
        _waiting.Free(request, restUntil, now);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } first && first < other ? first : other;

    /// <summary>Whether there are enough for the next request. Slow calls are counted before they are spread over requests.</summary>
    private bool IsFull(in Company company) =>
        !_batches.AllowsBatches
        || (company.Count >= BatchRequest.MostCalls
            && !BatchSizer.IsSpread(_durations.Of(company.First.Method), _durations.IsMeasured(company.First.Method)));

    /// <summary>The first call of the first company that need not wait for others; null where each of them must.</summary>
    private Call? DueOf(IReadOnlyList<Company> companies, DateTimeOffset now, ref DateTimeOffset? wakeAt)
    {
        foreach (var company in companies)
        {
            if (_batches.Holds(company.First))
            {
                continue;
            }

            if (IsFull(company) || _linger.IsOver(company.Oldest, _underWay.Count > 0, now, out var gatheredAt))
            {
                return company.First;
            }

            wakeAt = Earlier(wakeAt, gatheredAt);
        }

        return null;
    }

    /// <summary>What an answer tells of the portal: its rate, its speed, its operating time, its health.</summary>
    private void Learn(BatchRequest request, BatchResponse response, DateTimeOffset now)
    {
        var kind = response.Error?.Row.Kind;
        var isLost = kind is FailureKind.Ambiguous or FailureKind.NotExecuted;
        var fate = kind == FailureKind.RateLimit ? RequestFate.Refused : isLost ? RequestFate.Lost : RequestFate.Answered;
        _pace.Report(request.Lease!, fate, _policy.Bound(response.RetryAfter));
        _rateNotice.Update();
        if (kind == FailureKind.RateLimit)
        {
            _counters.Refusals++;
        }

        if (isLost && request.Awaited > 0)
        {
            _concurrency.OnLoss(_underWay.Count);
        }
        else if (request.Awaited > 0 && fate == RequestFate.Answered)
        {
            _concurrency.OnAnswer(now - request.SentAt, request.ExpectedWork, request.IsBatch, now);
        }

        foreach (var outcome in response.Outcomes)
        {
            if (outcome.Duration is { } duration)
            {
                _durations.Add(outcome.Call.Method.Name, duration);
                _operating.Report(outcome.Call.Method.Name, duration, outcome.Time, now);
            }
        }

        if (request.IsBatch)
        {
            _operating.Report(OperatingBudget.Batch, TimeSpan.Zero, response.Time, now);
        }
    }

    /// <summary>Holds methods back that were refused for their operating time.</summary>
    /// <returns>Those that have been refused for so long that they are not tried any more for now, each with its refusal.</returns>
    private Dictionary<string, Bitrix24Exception> HoldRefusedMethods(BatchResponse response, DateTimeOffset now)
    {
        var givenUp = new Dictionary<string, Bitrix24Exception>(StringComparer.OrdinalIgnoreCase);
        foreach (var outcome in response.Outcomes)
        {
            var method = outcome.Call.Method.Name;
            if (outcome.Error is { Row.Kind: FailureKind.OperatingLimit } refusal)
            {
                if (_giveUp.Refuse(method, refusal, BlockMethod(method, _policy.Bound(response.RetryAfter), now), now))
                {
                    givenUp[method] = refusal;
                }
            }
            else if (outcome.Error is null or { Row.Kind: FailureKind.Final })
            {
                _giveUp.Answer(method);
            }
        }

        return givenUp;
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

    /// <summary>Splits the calls into those that have ended and those that go again.</summary>
    private Settlement Judge(
        BatchRequest request, BatchResponse response, Dictionary<string, Bitrix24Exception> givenUp, DateTimeOffset now)
    {
        var settled = new Settlement(request.Calls.Count);
        CallVerdict before = default;
        foreach (var outcome in response.Outcomes)
        {
            var (call, error) = (outcome.Call, outcome.Error);
            var verdict = _batches.Doubts(request, response, outcome)
                ? new CallVerdict(NextStep.AgainAlone, error)
                : _rule.Judge(call, error, givenUp.ContainsKey(call.Method.Name), before, now);
            before = error?.IsOwn(OwnErrorId.NotRun) == true ? before : verdict;
            settled.Add(call, verdict);
        }

        settled.Ended.ForEach(end => _counters.Count(end.Error));
        return settled;
    }

    private void Return(IReadOnlyList<(Call Call, CallVerdict Verdict)> again, int size, DateTimeOffset retryAt, DateTimeOffset now)
    {
        foreach (var (call, verdict) in again)
        {
            if (verdict.Next == NextStep.AgainLater)
            {
                var setbacks = call.Setbacks with { Losses = call.Setbacks.Losses + 1 };

                // It may have been too much at once; what never arrived was not.
                call.Setbacks = verdict.Error!.Row.Kind == FailureKind.Ambiguous
                    ? setbacks with { MayHaveRun = true, LargestBatch = Math.Max(1, size / 2) }
                    : setbacks;
                _waiting.Return(call, retryAt);
            }
            else
            {
                if (verdict.Next == NextStep.Again)
                {
                    call.Setbacks = call.Setbacks with { RefusedSince = call.Setbacks.RefusedSince ?? now };
                }

                _waiting.Return(call, due: null);
            }
        }

        _counters.Retries += again.Count;
    }

    private void TellOfRetries(BatchRequest request, Bitrix24Exception? error, int again)
    {
        if (error?.Row.Kind == FailureKind.RateLimit)
        {
            _notices.Add($"The portal refused a request for its rate. {again} calls go again as soon as it allows.");
        }
        else if (error is { Row.Kind: not (FailureKind.Final or FailureKind.Connection) } && again > 0)
        {
            _notices.Add($"A request with {request.Calls.Count} calls was lost ({error.Message}). {again} of them go again.");
        }
    }
}
