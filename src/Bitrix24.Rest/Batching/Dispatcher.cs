using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// The one queue of a connection: it packs waiting calls into requests, lets the pacing decide when each leaves,
/// and gives every call its outcome. Calls are submitted and completed on any thread.
/// </summary>
internal sealed class Dispatcher : IDisposable
{
    /// <summary>How long a call may wait for others to share a request with.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(15);

    // The cloud cuts a request after 60 s; the answer may take a while to arrive.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Credentials _credentials;
    private readonly Exchange _exchange;
    private readonly RequestBucket _bucket;
    private readonly SteadyClock _clock;
    private readonly RetryDelay _retryDelay;
    private readonly OperatingBudget _operating = new();
    private readonly DurationEstimates _durations = new();
    private readonly FlightLimit _flightLimit = new();
    private readonly CallQueue _queue;
    private readonly HashSet<Flight> _flights = [];
    private readonly ITimer _timer;
    private Counters _counters;
    private Bitrix24Exception? _end;
    private Hold? _hold;
    private DateTimeOffset _heldSince;
    private DateTimeOffset _oldestSince;
    private DateTimeOffset _lastSubmitted;
    private DateTimeOffset _wakeAt = DateTimeOffset.MaxValue;
    private long _dueThrough;
    private bool _isPumping;

    public Dispatcher(Credentials credentials, Exchange exchange, RequestBucket bucket, SteadyClock clock, RetryDelay retryDelay)
    {
        _credentials = credentials;
        _exchange = exchange;
        _bucket = bucket;
        _clock = clock;
        _retryDelay = retryDelay;
        _queue = new CallQueue(_operating, _durations);
        _timer = clock.Time.CreateTimer(static state => ((Dispatcher)state!).OnTimer(), this, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
    }

    public Counters Counters
    {
        get
        {
            lock (_gate)
            {
                return _counters;
            }
        }
    }

    /// <summary>Why nothing more is sent on this connection; null while it works.</summary>
    public Bitrix24Exception? End
    {
        get
        {
            lock (_gate)
            {
                return _end;
            }
        }
    }

    /// <summary>Lines for whoever watches.</summary>
    public Notices Notices { get; } = new();

    /// <summary>The operating time of each method in the last ten minutes.</summary>
    public IReadOnlyDictionary<string, TimeSpan> OperatingTime
    {
        get
        {
            lock (_gate)
            {
                return _operating.Snapshot(_clock.Now);
            }
        }
    }

    /// <summary>Until when every waiting call is held back, and by what; null where none is.</summary>
    public Hold? Hold
    {
        get
        {
            lock (_gate)
            {
                return _hold is { } hold && hold.Until > _clock.Now ? hold : null;
            }
        }
    }

    /// <summary>Takes a call. On a connection that has ended it fails at once.</summary>
    public void Submit(Call call)
    {
        Bitrix24Exception? refusal;
        var pump = false;
        lock (_gate)
        {
            _counters.Calls++;
            refusal = RefusalOf(call);
            if (refusal is null)
            {
                var now = _clock.Now;
                if (_queue.Count == 0)
                {
                    _oldestSince = now;
                }

                _lastSubmitted = now;
                _queue.Add(call);
                pump = _queue.Count >= BatchKey.MostCommands;
                if (!pump)
                {
                    WakeAt(now + Linger, now);
                }
            }
            else
            {
                call.State = CallState.Ended;
                _counters.NotSent++;
            }
        }

        if (refusal is not null)
        {
            call.TryFail(refusal);
        }
        else if (pump)
        {
            Pump();
        }
    }

    /// <summary>Nothing more comes for now: what waits need not wait for company.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _dueThrough = _queue.LastSequence;
        }

        Pump();
    }

    /// <summary>Nobody waits for these calls any more: those not sent are taken back, those under way are counted as abandoned.</summary>
    public void Withdraw(IEnumerable<Call> calls)
    {
        List<Flight> deserted = [];
        lock (_gate)
        {
            foreach (var call in calls)
            {
                call.Owner = null;
                if (_queue.Remove(call))
                {
                    _counters.NotSent++;
                }
                else if (call.State == CallState.InFlight && !call.IsCompleted)
                {
                    call.State = CallState.Ended;
                    _counters.Abandoned++;
                    foreach (var flight in _flights)
                    {
                        if (flight.Calls.Contains(call) && --flight.Awaited == 0)
                        {
                            deserted.Add(flight);
                        }
                    }
                }
            }
        }

        deserted.ForEach(static flight => flight.Cancel());
    }

    /// <summary>Ends the connection: every call that waits or comes fails with this.</summary>
    public void Close(Bitrix24Exception reason)
    {
        List<Call> waiting;
        lock (_gate)
        {
            waiting = EndNow(reason);
        }

        FailAll(waiting, reason);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _exchange.Dispose();
    }

    private static void FailAll(List<Call> calls, Bitrix24Exception reason)
    {
        foreach (var call in calls)
        {
            call.TryFail(reason.For(call.Method.Name));
        }
    }

    private Bitrix24Exception? RefusalOf(Call call) =>
        _end is not null ? _end.For(call.Method.Name)
        : call.Lane is { IsHalted: true } ? NotRun(call)
        : null;

    private static Bitrix24Exception NotRun(Call call) =>
        Failure.Own(OwnErrorId.NotRun, "Not sent, because a call before it failed.", call.Method.Name);

    private List<Call> EndNow(Bitrix24Exception reason)
    {
        _end ??= reason;
        var waiting = _queue.RemoveAll();
        _counters.NotSent += waiting.Count;
        return waiting;
    }

    private void WakeAt(DateTimeOffset due, DateTimeOffset now)
    {
        if (due < _wakeAt)
        {
            _wakeAt = due;
            _timer.Change(due > now ? due - now : TimeSpan.Zero, System.Threading.Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _wakeAt = DateTimeOffset.MaxValue;
        }

        Pump();
    }

    /// <summary>Sends all that may be sent. One thread does it at a time; it looks again after each request, so nobody who comes meanwhile is missed.</summary>
    private void Pump()
    {
        lock (_gate)
        {
            if (_isPumping)
            {
                return;
            }

            _isPumping = true;
        }

        while (true)
        {
            Flight? flight;
            lock (_gate)
            {
                flight = Next();
                if (flight is null)
                {
                    _isPumping = false;
                    return;
                }
            }

            _ = FlyAsync(flight);
        }
    }

    private Flight? Next()
    {
        while (_end is null)
        {
            var now = _clock.Now;
            var (free, perSecond) = _bucket.Look();
            var slots = _flightLimit.Current(!double.IsPositiveInfinity(perSecond)) - _flights.Count;
            if (slots <= 0)
            {
                return null;
            }

            var ready = _queue.Look(now);
            if (ready.Next is { } later)
            {
                WakeAt(later, now);
            }

            if (ready.Oldest is not { } oldest)
            {
                HoldBack(ready.Next, HoldReason.OperatingLimit);
                return null;
            }

            if (!IsDue(oldest, now))
            {
                WakeAt(_flights.Count == 0 ? _oldestSince + Linger : _lastSubmitted + Linger, now);
                return null;
            }

            if (!_bucket.TryTake(out var ticket, out var wait))
            {
                WakeAt(now + wait, now);
                HoldBack(now + wait, HoldReason.RequestLimit);
                return null;
            }

            var size = BatchSizer.Size(_durations.Of(oldest.Method), _durations.IsMeasured(oldest.Method), _queue.Count, Math.Min(free, slots), perSecond);
            if (_queue.Take(oldest, size, now) is { } flight)
            {
                flight.Ticket = ticket;
                flight.SentAt = now;
                EndHold(now);
                _oldestSince = now;
                _flights.Add(flight);
                _counters.Requests++;
                return flight;
            }

            // Every call that could go waits for its chat.
            _bucket.Return(ticket);
        }

        return null;
    }

    /// <summary>
    /// A call goes when there are enough for a full batch, when its sender has nothing more for now, or when it has waited long enough;
    /// while answers are under way, calls that keep coming are given the time to fill a batch.
    /// </summary>
    private bool IsDue(Call oldest, DateTimeOffset now) =>
        _queue.Count >= BatchKey.MostCommands
        || oldest.Sequence <= _dueThrough
        || oldest.Losses > 0
        || now - _lastSubmitted >= Linger
        || (_flights.Count == 0 && now - _oldestSince >= Linger);

    private async Task FlyAsync(Flight flight)
    {
        Answer? answer = null;
        try
        {
            var (method, body) = RequestBody.Write(flight.Calls, flight.Lane is not null, flight.IsBatch, _credentials);
            answer = await _exchange.SendAsync(method, body, Timeout, flight.Cancellation).ConfigureAwait(false);
            Land(flight, answer, body.Count);
        }
#pragma warning disable CA1031 // Whatever goes wrong here, no item may be left without its outcome.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var failure = Failure.Own(OwnErrorId.UnexpectedFault, $"{fault.GetType().Name} while a request was handled.");
            FailAll([.. flight.Calls], failure);
            lock (_gate)
            {
                if (_flights.Remove(flight))
                {
                    _queue.Land(flight);
                }
            }
        }
        finally
        {
            answer?.Dispose();
            flight.Dispose();
            Pump();
        }
    }

    private void Land(Flight flight, Answer answer, int bytesSent)
    {
        var landing = new Landing(flight, answer, _exchange.Reader, _clock.Now - flight.SentAt);
        List<Call> dropped = [];
        lock (_gate)
        {
            _counters.BytesSent += bytesSent;
            _counters.BytesReceived += answer.BytesReceived;
            var isRefused = answer.Error?.Row.Kind == FailureKind.RateLimit;
            if (isRefused)
            {
                _counters.Refusals++;
            }

            _bucket.Settle(flight.Ticket, isRefused, answer.RetryAfter);
            var now = _clock.Now;
            foreach (var (method, duration, time) in landing.Times)
            {
                _durations.Add(method, duration);
                _operating.Report(method, duration, time, now);
            }

            if (flight.IsBatch)
            {
                _operating.Report(OperatingBudget.Batch, TimeSpan.Zero, answer.Time, now);
            }

            if (answer.Error?.Row.Kind == FailureKind.Ambiguous)
            {
                _flightLimit.OnLoss(_flights.Count);
            }
            else
            {
                _flightLimit.OnAnswer();
            }

            var again = new List<(Call Call, DateTimeOffset? Due)>();
            foreach (var outcome in landing.Outcomes)
            {
                if (outcome.Error is { Row.Kind: FailureKind.OperatingLimit })
                {
                    _counters.Refusals++;
                    BlockMethod(outcome.Call.Method.Name, answer.RetryAfter, now);
                }

                if (outcome.Call.State == CallState.Ended)
                {
                    // Abandoned on the way.
                    continue;
                }

                switch (outcome.Verdict)
                {
                    case RetryVerdict.Again:
                        again.Add((outcome.Call, null));
                        break;
                    case RetryVerdict.AgainLater:
                        outcome.Call.Losses++;
                        outcome.Call.LargestBatch = Math.Max(1, flight.Calls.Count / 2);
                        again.Add((outcome.Call, now + (answer.RetryAfter ?? _retryDelay.After(outcome.Call.Losses))));
                        break;
                    default:
                        outcome.Call.State = CallState.Ended;
                        Count(outcome);
                        break;
                }
            }

            _counters.Retries += again.Count;
            if (isRefused)
            {
                Notices.Add($"The portal refused a request for its rate. {again.Count} calls go again as soon as it allows.");
            }
            else if (answer.Error is { } lost && again.Count > 0)
            {
                Notices.Add($"A request with {flight.Calls.Count} calls was lost ({lost.Message}). {again.Count} of them go again.");
            }

            _queue.Land(flight);
            _flights.Remove(flight);
            foreach (var (call, due) in again)
            {
                _queue.Return(call, due);
            }

            if (flight.Lane is { } lane && landing.StopsLane)
            {
                lane.IsHalted = true;
                dropped = _queue.RemoveAll(lane);
                _counters.NotSent += dropped.Count;
            }

            if (landing.ConnectionError is { } reason)
            {
                dropped.AddRange(EndNow(reason));
            }
        }

        landing.Complete();
        foreach (var call in dropped)
        {
            call.TryFail(landing.ConnectionError?.For(call.Method.Name) ?? NotRun(call));
        }
    }

    private void BlockMethod(string method, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (_operating.BlockedUntil(method, TimeSpan.Zero, now) is null)
        {
            var until = _operating.Block(method, retryAfter, now);
            Notices.Add($"{method} has used up its operating time: it waits until {until.ToLocalTime():HH:mm:ss}.");
        }
    }

    /// <summary>Remembers why nothing leaves, and says so once where it takes a while.</summary>
    private void HoldBack(DateTimeOffset? until, HoldReason reason)
    {
        if (until is not { } end || (_hold is { } hold && hold.Reason == reason && hold.Until >= end))
        {
            return;
        }

        var now = _clock.Now;
        if (_hold is null)
        {
            _heldSince = now;
            _counters.Waits++;
        }

        if (_hold is null && end - now >= WorthTelling)
        {
            Notices.Add($"{(reason == HoldReason.RequestLimit ? "The portal's request rate" : "The portal's operating time")} is used up: waiting until {end.ToLocalTime():HH:mm:ss}.");
        }

        _hold = new Hold(reason, end);
    }

    private void EndHold(DateTimeOffset now)
    {
        if (_hold is not null)
        {
            _hold = null;
            _counters.WaitTime += now - _heldSince;
        }
    }

    private void Count(CallOutcome outcome)
    {
        if (outcome.Error is null)
        {
            _counters.Succeeded++;
        }
        else if (outcome.Error.Id == OwnErrorId.NotRun)
        {
            _counters.NotSent++;
        }
        else
        {
            _counters.Failed++;
        }
    }
}
