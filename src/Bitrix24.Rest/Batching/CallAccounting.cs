using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// The calls of a connection from their coming to their end: each ends exactly once and is counted once, as done, failed, not sent or
/// abandoned. What it returns has ended and is told so when no lock is held. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class CallAccounting
{
    private readonly SendSchedule _schedule;
    private readonly OutcomeRule _rule;
    private readonly GiveUpRule _giveUp;
    private readonly RetryPolicy _policy;
    private readonly Notices _notices;
    private Counters _counters;

    public CallAccounting(PortalSeat seat, RetryPolicy policy, Notices notices, int seed)
    {
        _schedule = new SendSchedule(seat, policy, notices, seed);
        _rule = new OutcomeRule(policy, seed);
        _giveUp = new GiveUpRule(policy, _schedule.Away);
        (_policy, _notices) = (policy, notices);
    }

    public Counters Counters => _counters with
    {
        Refusals = _schedule.Measures.Refusals,
        Waits = _schedule.Holds.Count,
        WaitTime = _schedule.Holds.Total,
    };

    /// <summary>Why nothing more is sent; null while the connection works.</summary>
    public Bitrix24Exception? End { get; private set; }

    /// <inheritdoc cref="SendSchedule"/>
    public SendSchedule Schedule => _schedule;

    /// <inheritdoc cref="SendSchedule.HasFullBatch"/>
    public bool HasFullBatch => _schedule.HasFullBatch;

    /// <inheritdoc cref="HoldWatch.At"/>
    public Hold? HoldAt(DateTimeOffset now) => _schedule.Holds.At(now);

    /// <inheritdoc cref="OperatingBudget.Snapshot"/>
    public IReadOnlyDictionary<string, TimeSpan> OperatingTime(DateTimeOffset now) => _schedule.Measures.Operating.Snapshot(now);

    /// <summary>Takes a new call.</summary>
    /// <returns>Why it is not taken; null where it is.</returns>
    public Bitrix24Exception? Add(Call call, DateTimeOffset now)
    {
        if (RefusalOf(call, now) is { } refusal)
        {
            return refusal;
        }

        _schedule.Add(call, now);
        return null;
    }

    /// <inheritdoc cref="SendSchedule.Flush"/>
    public void Flush(Call last) => _schedule.Flush(last);

    /// <inheritdoc cref="SendSchedule.Next"/>
    public BatchRequest? Next(DateTimeOffset now, out DateTimeOffset? wakeAt)
    {
        wakeAt = null;
        var request = End is null ? _schedule.Next(now, out wakeAt) : null;
        _counters.Requests += request is null ? 0 : 1;
        return request;
    }

    /// <summary>The pipeline of these calls is gone: what is under way ends as it does and goes not again, all else ends now.</summary>
    /// <returns>Those that end now.</returns>
    public List<EndedCall> Leave(IEnumerable<Call> calls)
    {
        List<EndedCall> ended = [];
        foreach (var first in calls)
        {
            var goesOn = Leave(first, ended);
            for (var call = first; goesOn && call.FollowUp is { } next; call = next)
            {
                goesOn = Leave(next, ended);
                // The item ends with what is known: what it was to be followed by is not asked any more.
                call.FollowUp = goesOn || call.IsGuard ? next : null;
            }
        }

        return ended;
    }

    /// <summary>Lets go of calls that nobody wants any more.</summary>
    /// <returns>The requests under way in which no call is awaited now.</returns>
    public List<BatchRequest> Withdraw(IEnumerable<Call> calls)
    {
        List<BatchRequest> deserted = [];
        foreach (var call in calls.SelectMany(static first => first.Chain))
        {
            Withdraw(call, deserted);
        }

        return deserted;
    }

    /// <summary>Nothing more is sent.</summary>
    /// <returns>The calls that waited, each with its error.</returns>
    public List<EndedCall> Close(Bitrix24Exception reason)
    {
        End ??= reason;
        return Drop(static _ => true, reason);
    }

    /// <summary>Ends the waiting calls of a kind with this error.</summary>
    public List<EndedCall> Drop(Func<Call, bool> isOfKind, Bitrix24Exception reason) => Drop(_schedule.RemoveAll(isOfKind), reason);

    /// <summary>
    /// A request has come back: what it shows is learned, its calls are settled, its chats are free again, what goes again waits again,
    /// what follows up is taken, and whether the connection goes on is decided last, over all that waits then.
    /// </summary>
    /// <returns>The calls that have ended with it: its own, and those that waited and will not be sent any more.</returns>
    public List<EndedCall> Receive(BatchRequest request, BatchResponse response, DateTimeOffset now)
    {
        _counters.Requests += response.Requests - 1;
        _counters.BytesSent += (long)response.Requests * request.BodySize;
        _counters.BytesReceived += response.BytesReceived;
        _schedule.Learn(request, response, now);
        var givenUp = _schedule.Measures.HoldBack(response, _giveUp, now);
        var settled = new Settlement(request, response, _rule, _schedule.Batches, givenUp, now);
        var ended = settled.Ended;
        ended.ForEach(end => _counters.Count(end.Error));
        _counters.Retries += settled.Again;
        var isLost = !request.IsAsk && (response.Error?.Row.Kind == FailureKind.Ambiguous || settled.HasLost);
        var lost = isLost ? _rule.WhenLost(request, response.Error, response.RetryAfter, now) : new(now, now);
        _schedule.Remove(request, lost.ChatsRestUntil);
        settled.Return(_schedule, lost.RetryAt, now);
        settled.Tell(_notices);
        AddFollowUps(ended, now);
        if (settled.HasFailed)
        {
            ended.AddRange(Halt(ended));
        }

        foreach (var method in givenUp)
        {
            // A run that stops at its first failure does so by itself.
            ended.AddRange(Drop(call => call.HaltGroup is null && call.Method.Is(method.Key), method.Value));
        }

        ended.AddRange(Drop(_schedule.RemoveAnswered(request), response.Error!));

        // The connection may have ended while this request was under way: then nothing goes again.
        var end = settled.ConnectionError ?? End ?? _schedule.Measures.SignIn.End;
        if (end is null && (request.Awaited > 0 || (request.IsAsk && _schedule.Away.IsOn)))
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
        if (!_schedule.IsUnderWay(request))
        {
            return [];
        }

        _schedule.Fail(request, now);
        var dropped = Halt(request.Calls.ConvertAll(call => new EndedCall(call, failure)));
        foreach (var call in request.Calls)
        {
            if (call.IsUnderWay)
            {
                call.MarkEnded();
                _counters.Failed++;
                dropped.Add(new(call, failure.For(call.Method.Name)));
            }
        }

        return dropped;
    }

    /// <summary>Counts a new call, and says why it is not taken; null where it is.</summary>
    private Bitrix24Exception? RefusalOf(Call call, DateTimeOffset now)
    {
        _counters.Calls++;
        var refusal = End is not null ? End.For(call.Method.Name)
            : call.Act.HaltGroup?.Stops(call) == true ? OutcomeRule.NotRun(call)
            : _giveUp.RefusalOf(call.Method.Name, now);
        if (refusal is not null)
        {
            call.MarkEnded();
            _counters.NotSent++;
        }
        else if (_schedule.IsIdle)
        {
            _giveUp.Begin(now);
        }

        return refusal;
    }

    /// <returns>False where it has no outcome of its own any more to wait for.</returns>
    private bool Leave(Call call, List<EndedCall> ended)
    {
        var isWaiting = _schedule.Remove(call);
        var goesOn = !isWaiting && call.IsSubmitted;
        call.MarkLeft();
        if (!goesOn)
        {
            call.MarkEnded();
            ended.Add(new(call, OutcomeRule.NotRun(call)));
        }

        if (isWaiting)
        {
            _counters.Count(ended[ended.Count - 1].Error);
        }

        return goesOn;
    }

    private void Withdraw(Call call, List<BatchRequest> deserted)
    {
        call.Owner = null;
        if (_schedule.Remove(call))
        {
            _counters.NotSent += call.Setbacks.MayHaveRun ? 0 : 1;
            _counters.Abandoned += call.Setbacks.MayHaveRun ? 1 : 0;
        }
        else if (call.IsUnderWay && !call.IsCompleted)
        {
            call.MarkEnded();
            _counters.Abandoned++;
            if (--call.Request!.Awaited == 0)
            {
                deserted.Add(call.Request);
            }
        }
    }

    /// <summary>Takes what follows the calls that have ended; one that is not taken has ended with its refusal.</summary>
    private void AddFollowUps(List<EndedCall> ended, DateTimeOffset now)
    {
        for (int index = 0, count = ended.Count; index < count; index++)
        {
            var (call, error) = ended[index];
            if (call.NextAfter(error) is not { } next)
            {
                continue;
            }

            next.Owner = call.Owner;
            next.Depth = call.Depth + 1;
            next.Item = call.Item;
            if (RefusalOf(next, now) is { } refusal)
            {
                ended.Add(new(next, refusal));
            }
            else
            {
                _schedule.AddFollowUp(next, call, now);
            }
        }
    }

    /// <summary>Ends the waiting calls of runs that stop at their first failure, where one is behind an item that has failed.</summary>
    private List<EndedCall> Halt(List<EndedCall> ended)
    {
        var stopped = ended.Where(static end => end.Error is not null && end.Call.Act.HaltGroup?.Halt(end.Call) == true)
            .Select(static end => end.Call.Act.HaltGroup!).ToList();
        return stopped.SelectMany(run => _schedule.RemoveAll(run.Stops)).Select(Drop).ToList();
    }

    private EndedCall Drop(Call call)
    {
        var error = OutcomeRule.NotRun(call);
        _counters.Count(error);
        return new(call, error);
    }

    private List<EndedCall> Drop(List<Call> waiting, Bitrix24Exception reason)
    {
        var lost = waiting.Count(static call => call.Setbacks.MayHaveRun);
        _counters.NotSent += waiting.Count - lost;
        _counters.Failed += lost;
        return waiting.ConvertAll(call => new EndedCall(call, reason.For(call.Method.Name)));
    }
}
