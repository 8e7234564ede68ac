using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// The calls that wait, and the rule by which they share requests: oldest first, up to fifty, no longer than a request may work,
/// never two requests at once for one chat, a halting lane by itself. It has no lock and no clock of its own.
/// </summary>
internal sealed class CallQueue(OperatingBudget operating, DurationEstimates durations)
{
    private readonly Dictionary<string, CallLine> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<HaltingLane, CallLine> _lanes = [];
    private readonly ChatHolds _chats = new();
    private readonly SortedSet<(DateTimeOffset Due, long Sequence, Call Call)> _delayed = new(Comparer<(DateTimeOffset Due, long Sequence, Call Call)>.Create(
        static (one, other) => one.Due == other.Due ? one.Sequence.CompareTo(other.Sequence) : one.Due.CompareTo(other.Due)));
    private long _sequence;

    /// <summary>How many calls wait, those that cannot go yet included.</summary>
    public int Count { get; private set; }

    public void Add(Call call)
    {
        call.Sequence = ++_sequence;
        call.State = CallState.Waiting;
        Count++;
        LineOf(call).Add(call);
    }

    /// <summary>Puts a call that did not get its outcome back to its old place, now or at a later time.</summary>
    public void Return(Call call, DateTimeOffset? due)
    {
        call.State = CallState.Waiting;
        Count++;
        if (due is { } later)
        {
            _delayed.Add((later, call.Sequence, call));
        }
        else
        {
            LineOf(call).Return(call);
        }
    }

    /// <summary>Takes a waiting call out, wherever it stands.</summary>
    public bool Remove(Call call)
    {
        if (call.State != CallState.Waiting)
        {
            return false;
        }

        call.State = CallState.Ended;
        Count--;
        if (call.Lane is { IsInFlight: false } lane && _lanes.TryGetValue(lane, out var line) && line.Peek() is null)
        {
            // Its run may be over, and no request of it will come back to tell.
            _lanes.Remove(lane);
        }

        return true;
    }

    /// <summary>Takes every waiting call out.</summary>
    public List<Call> RemoveAll()
    {
        var calls = new List<Call>();
        foreach (var line in _lines.Values)
        {
            calls.AddRange(line.TakeAll());
        }

        foreach (var lane in _lanes.Values)
        {
            calls.AddRange(lane.TakeAll());
        }

        calls.AddRange(_chats.Parked);

        foreach (var (_, _, call) in _delayed)
        {
            calls.Add(call);
        }

        _delayed.Clear();
        _lanes.Clear();
        calls.RemoveAll(call => !Remove(call));
        return calls;
    }

    /// <summary>Takes every waiting call of a lane out.</summary>
    public List<Call> RemoveAll(HaltingLane lane)
    {
        var calls = new List<Call>();
        if (_lanes.TryGetValue(lane, out var line))
        {
            calls.AddRange(line.TakeAll());
            _lanes.Remove(lane);
        }

        foreach (var (_, _, call) in _delayed)
        {
            if (call.Lane == lane)
            {
                calls.Add(call);
            }
        }

        _delayed.RemoveWhere(delayed => delayed.Call.Lane == lane);
        calls.RemoveAll(call => !Remove(call));
        return calls;
    }

    /// <summary>Takes every waiting call of a method out, but those of a lane: it stops at its first failure by itself.</summary>
    public List<Call> RemoveAll(string method)
    {
        var calls = new List<Call>();
        if (_lines.TryGetValue(method, out var line))
        {
            calls.AddRange(line.TakeAll());
        }

        calls.AddRange(_chats.Parked.Where(IsOfMethod));

        foreach (var (_, _, call) in _delayed)
        {
            if (IsOfMethod(call))
            {
                calls.Add(call);
            }
        }

        calls.RemoveAll(call => !Remove(call));
        return calls;

        bool IsOfMethod(Call call) => call.Lane is null && string.Equals(call.Method.Name, method, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What could go now.</summary>
    /// <returns>The oldest call that may go, and when one that may not go yet can.</returns>
    public Readiness Look(DateTimeOffset now)
    {
        foreach (var call in _chats.Wake(now))
        {
            LineOf(call).Return(call);
        }

        var next = Count > 0 ? _chats.NextFree : null;
        while (_delayed.Count > 0)
        {
            var first = _delayed.Min;
            if (first.Call.State == CallState.Waiting && first.Due > now)
            {
                next = Earlier(next, first.Due);
                break;
            }

            _delayed.Remove(first);
            if (first.Call.State == CallState.Waiting)
            {
                LineOf(first.Call).Return(first.Call);
            }
        }

        Call? oldest = null;
        var isBlocked = false;
        foreach (var line in _lines.Values)
        {
            if (line.Peek() is not { } first)
            {
                continue;
            }

            if (BlockedUntil(first, now) is { } until)
            {
                next = Earlier(next, until);
                isBlocked = true;
            }
            else if (oldest is null || first.Sequence < oldest.Sequence)
            {
                oldest = first;
            }
        }

        foreach (var pair in _lanes)
        {
            // A lane keeps its order: behind a call that waits for its next try, or for its chat, nothing of it goes.
            if (!pair.Key.IsInFlight && pair.Value.Peek() is { } first && !_chats.IsHeld(first) && !_delayed.Any(delayed => delayed.Call.Lane == pair.Key))
            {
                if (BlockedUntil(first, now) is { } until)
                {
                    next = Earlier(next, until);
                    isBlocked = true;
                }
                else if (oldest is null || first.Sequence < oldest.Sequence)
                {
                    oldest = first;
                }
            }
        }

        return new(oldest, next, isBlocked ? HoldReason.OperatingLimit : _delayed.Count > 0 ? HoldReason.Retry : HoldReason.Chat);
    }

    /// <summary>Takes the calls of the next request, which begins with the oldest call that may go.</summary>
    /// <param name="oldest">That call.</param>
    /// <param name="largest">How many calls it takes at the most.</param>
    /// <param name="now">The time.</param>
    public BatchRequest? Take(Call oldest, int largest, DateTimeOffset now)
    {
        var calls = new List<Call>();
        var work = TimeSpan.Zero;
        if (oldest.Lane is { } lane)
        {
            var line = _lanes[lane];
            while (line.Peek() is { } call && !_chats.IsHeld(call) && Fits(call, calls, ref work, ref largest) && BlockedUntil(call, now) is null)
            {
                line.Take(call);
                Add(call, calls);
            }

            lane.IsInFlight = calls.Count > 0;
        }
        else
        {
            while (First(now) is var (line, call) && Fits(call, calls, ref work, ref largest))
            {
                line.Take(call);
                if (!_chats.TryPark(call))
                {
                    Add(call, calls);
                }
            }
        }

        if (calls.Count == 0)
        {
            return null;
        }

        Count -= calls.Count;
        var request = new BatchRequest(calls, oldest.Lane);
        foreach (var call in calls)
        {
            call.State = CallState.InFlight;
            call.Request = request;
            _chats.Hold(call);
        }

        return request;
    }

    /// <summary>The request is over: its chats are free again.</summary>
    /// <param name="request">The request.</param>
    /// <param name="restUntil">Until when its calls may still be at work at the portal, so that its chats are not free yet.</param>
    /// <param name="now">The time.</param>
    public void Land(BatchRequest request, DateTimeOffset restUntil, DateTimeOffset now)
    {
        if (request.Lane is { } lane)
        {
            lane.IsInFlight = false;
            if (_lanes.TryGetValue(lane, out var line) && line.Peek() is null)
            {
                _lanes.Remove(lane);
            }
        }

        foreach (var call in request.Calls)
        {
            operating.Release(call.Method.Name, call.Reserved);
            call.Request = null;
            foreach (var waiting in _chats.Land(call, restUntil, now))
            {
                LineOf(waiting).Return(waiting);
            }
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } first && first < other ? first : other;

    private DateTimeOffset? BlockedUntil(Call call, DateTimeOffset now)
    {
        var work = durations.Of(call.Method);
        return operating.BlockedUntil(call.Method.Name, work, now) ?? operating.BlockedUntil(OperatingBudget.Batch, work, now);
    }

    private void Add(Call call, List<Call> calls)
    {
        call.Reserved = durations.Of(call.Method);
        operating.Reserve(call.Method.Name, call.Reserved);
        calls.Add(call);
    }

    private bool Fits(Call call, List<Call> calls, ref TimeSpan work, ref int largest)
    {
        largest = Math.Min(largest, call.LargestBatch);
        var alone = BatchRequest.MustGoAlone(call);
        if (calls.Count > 0 && (alone || calls.Count >= largest || work + durations.Of(call.Method) > BatchSizer.LongestBatch))
        {
            return false;
        }

        if (alone)
        {
            largest = 1;
        }

        work += durations.Of(call.Method);
        return true;
    }

    private (CallLine Line, Call Call)? First(DateTimeOffset now)
    {
        (CallLine Line, Call Call)? first = null;
        foreach (var line in _lines.Values)
        {
            if (line.Peek() is { } call
                && (first is null || call.Sequence < first.Value.Call.Sequence)
                && BlockedUntil(call, now) is null)
            {
                first = (line, call);
            }
        }

        return first;
    }

    private CallLine LineOf(Call call)
    {
        if (call.Lane is { } lane)
        {
            return _lanes.TryGetValue(lane, out var ownLine) ? ownLine : _lanes[lane] = new();
        }

        return _lines.TryGetValue(call.Method.Name, out var line) ? line : _lines[call.Method.Name] = new();
    }
}
