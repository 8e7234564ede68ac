using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// The calls that wait, and the rule by which they share requests: by <see cref="SendOrder"/>, up to fifty, no longer than a request may
/// work, never two requests at once for one chat, a halting run by itself. A call waits in its line, for its next try, or for its chat;
/// one that is removed is in none of them. It has no lock and no clock of its own.
/// </summary>
internal sealed class WaitingCalls(
    OperatingBudget operating, DurationEstimates durations, ChatHolds chats, TimeSpan longestWork)
{
    private readonly Dictionary<CallLine.Key, CallLine> _lines = [];
    private readonly SendOrder _order = new();
    private readonly SortedSet<Call> _delayed = new(Comparer<Call>.Create(
        static (one, other) => (one.Setbacks.Due!.Value, one.Sequence).CompareTo((other.Setbacks.Due!.Value, other.Sequence))));

    private long _sequence;

    /// <summary>How many calls wait, those that cannot go yet included.</summary>
    public int Count { get; private set; }

    public void Add(Call call, DateTimeOffset now)
    {
        call.Sequence = ++_sequence;
        call.CameAt = now;
        call.Item = call.Item == 0 ? call.Sequence : call.Item;
        call.Thread = call.Owner?.Thread ?? PipelineThread.None;
        call.State = CallState.Waiting;
        Count++;
        LineOf(call).Add(call);
    }

    /// <summary>Puts a call that did not get its outcome back to its old place, now or at a later time.</summary>
    public void Return(Call call, DateTimeOffset? due)
    {
        call.State = CallState.Waiting;
        Count++;
        call.Setbacks = call.Setbacks with { Due = due };
        call.IsSent = call.Setbacks.MayHaveRun;
        if (due is null)
        {
            LineOf(call).Return(call);
        }
        else
        {
            _delayed.Add(call);
            LineOf(call).Delayed++;
        }
    }

    /// <summary>Takes a waiting call out, wherever it stands.</summary>
    /// <returns>False where it does not wait.</returns>
    public bool Remove(Call call)
    {
        if (call.State != CallState.Waiting)
        {
            return false;
        }

        var line = LineOf(call);
        var isInLine = line.Remove(call);
        if (chats.Remove(call) || (!isInLine && _delayed.Remove(call)))
        {
            line.Delayed--;
        }

        call.State = CallState.Ended;
        Count--;
        Drop(line);
        return true;
    }

    /// <summary>Takes every waiting call out that is of a kind.</summary>
    /// <returns>These calls, in the order in which they came.</returns>
    public List<Call> RemoveAll(Func<Call, bool> isOfKind)
    {
        var calls = _lines.Values.SelectMany(static line => line.Calls).Concat(chats.Parked).Concat(_delayed)
            .Where(isOfKind)
            .OrderBy(static call => call.Sequence)
            .ToList();
        calls.ForEach(call => Remove(call));
        return calls;
    }

    /// <summary>What could go now.</summary>
    /// <param name="wasUrgent">Whether the last request was one that somebody sat and waited for.</param>
    /// <param name="now">The time.</param>
    public Readiness Look(bool wasUrgent, DateTimeOffset now)
    {
        Wake(now);
        var next = chats.NextFree;
        next = _delayed.Count > 0 ? Earlier(next, _delayed.Min!.Setbacks.Due!.Value) : next;
        List<Company> companies = [];
        var isBlocked = false;

        // What may turn out to be urgent in a moment comes last, and leads no others: they might be slow.
        foreach (var line in _lines.Values.OrderBy(line => line.First is { } first && SendOrder.IsUndecided(first, now)))
        {
            if (FirstOf(line) is not { } first || (companies.Count > 0 && SendOrder.IsUndecided(first, now)))
            {
                continue;
            }

            if (BlockedUntil(first, now) is { } until)
            {
                next = Earlier(next, until);
                isBlocked = true;
            }
            else
            {
                _order.Join(companies, line, first);
            }
        }

        var reason = isBlocked ? HoldReason.OperatingLimit : _delayed.Count > 0 ? HoldReason.Retry : HoldReason.Chat;
        return new(_order.Sort(companies, wasUrgent), Count > 0 ? next : null, reason);
    }

    /// <summary>Takes the calls of the next request.</summary>
    /// <param name="company">The calls that may go.</param>
    /// <param name="largest">How many calls it takes at the most.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null where each of them waits for its chat.</returns>
    public BatchRequest? Take(in Company company, int largest, DateTimeOffset now)
    {
        var run = company.First.HaltGroup;
        var calls = new List<Call>();
        var work = TimeSpan.Zero;
        var isSlow = TimeSpan.FromTicks(durations.Of(company.First.Method).Ticks * largest) > BatchSizer.WorthSpreading;
        while (NextOf(company, isSlow, now) is { First: { } call } line && Fits(company, call, calls, ref work, ref largest))
        {
            line.Remove(call);
            if (!chats.TryTake(call, calls))
            {
                line.Delayed++;
            }
            else
            {
                call.Reserved = durations.Of(call.Method);
                operating.Reserve(call.Method.Name, call.Reserved);
                calls.Add(call);
                _order.Take(call);
            }
        }

        if (calls.Count == 0)
        {
            return null;
        }

        Count -= calls.Count;
        LineOf(company.First).IsUnderWay = run is not null;
        var request = new BatchRequest(calls, run);
        foreach (var call in calls)
        {
            call.State = CallState.InFlight;
            call.IsSent = true;
            call.Request = request;
        }

        foreach (var line in _lines.Values.Where(static line => line.IsIdle).ToList())
        {
            Drop(line);
        }

        return request;
    }

    /// <summary>The request is over: its chats are free again, and its run may go on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="restUntil">Until when its calls may still be at work at the portal, so that its chats are not free yet.</param>
    public void Free(BatchRequest request, DateTimeOffset restUntil)
    {
        foreach (var call in request.Calls)
        {
            operating.Release(call.Method.Name, call.Reserved);
            call.Request = null;
        }

        chats.Free(request.Calls, restUntil);

        if (request.HaltGroup is not null)
        {
            var line = LineOf(request.Calls[0]);
            line.IsUnderWay = false;
            Drop(line);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } first && first < other ? first : other;

    /// <summary>Puts back to their lines the calls whose chats have rested and those whose next try has come.</summary>
    private void Wake(DateTimeOffset now)
    {
        foreach (var call in chats.Wake(now))
        {
            BackToLine(call);
        }

        while (_delayed.Min is { } first && first.Setbacks.Due <= now)
        {
            _delayed.Remove(first);
            BackToLine(first);
        }
    }

    private void BackToLine(Call call)
    {
        var line = LineOf(call);
        line.Delayed--;
        line.Return(call);
    }

    /// <summary>The first call of a line; null where none of it may go for now.</summary>
    private static Call? FirstOf(CallLine line)
    {
        // A halting run keeps its order: behind a call that waits for its next try, or for its chat, nothing of it goes.
        var first = line.First;
        return first is null || (line.Halts && (line.IsUnderWay || line.Delayed > 0)) ? null : first;
    }

    /// <summary>
    /// The line whose first call goes next, of those of a halting run or of all others. What is urgent takes others along, not they it: it
    /// would be answered when all of them are. Nor does a slow request take along what may turn out to be urgent in a moment.
    /// </summary>
    private CallLine? NextOf(in Company company, bool isSlow, DateTimeOffset now)
    {
        var run = company.First.HaltGroup;
        CallLine? next = null;
        Call? nextCall = null;
        foreach (var line in _lines.Values)
        {
            if (line.Run == run
                && FirstOf(line) is { } first
                && (company.IsUrgent || !first.IsUrgent)
                && !(isSlow && first != company.First && SendOrder.IsUndecided(first, now))
                && (nextCall is null || _order.Precedes(first, nextCall))
                && BlockedUntil(first, now) is null)
            {
                (next, nextCall) = (line, first);
            }
        }

        return next;
    }

    /// <summary>Whether a call may not go in a batch for now, because the operating time of batches is used up.</summary>
    public bool IsBatchBlocked(Call call, DateTimeOffset now) =>
        operating.BlockedUntil(OperatingBudget.Batch, durations.Of(call.Method), now) is not null;

    private DateTimeOffset? BlockedUntil(Call call, DateTimeOffset now)
    {
        var work = durations.Of(call.Method);
        return operating.BlockedUntil(call.Method.Name, work, now)
            ?? (call.IsUrgent ? null : operating.BlockedUntil(OperatingBudget.Batch, work, now));
    }

    private bool Fits(in Company company, Call call, List<Call> calls, ref TimeSpan work, ref int largest)
    {
        largest = Math.Min(largest, call.Setbacks.LargestBatch);
        var expected = durations.Of(call.Method);
        var alone = call.GoesAlone;
        var longest = company.IsUrgent && !call.IsUrgent ? BatchSizer.WorthSpreading : longestWork;
        if (calls.Count > 0 && (alone || calls.Count >= largest || work + expected > longest))
        {
            return false;
        }

        if (alone)
        {
            largest = 1;
        }

        work += expected;
        return true;
    }

    private CallLine LineOf(Call call)
    {
        var key = CallLine.Key.For(call);
        return _lines.TryGetValue(key, out var line) ? line : _lines[key] = new CallLine(key);
    }

    private void Drop(CallLine line)
    {
        if (line.IsIdle)
        {
            _lines.Remove(line.Of);
            if (_lines.Count == 0)
            {
                _order.Clear();
            }
        }
    }
}
