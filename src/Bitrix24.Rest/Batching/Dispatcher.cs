using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// The one queue of a connection: it takes calls on any thread, sends what the <see cref="SendSchedule"/> lets leave,
/// and gives every call its outcome on any thread.
/// </summary>
internal sealed class Dispatcher : IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly object _gate = new();
    private readonly Credentials _credentials;
    private readonly Exchange _exchange;
    private readonly SteadyClock _clock;
    private readonly RetryPolicy _policy;
    private readonly SendSchedule _schedule;
    private readonly ITimer _timer;
    private DateTimeOffset _wakeAt = DateTimeOffset.MaxValue;
    private bool _isPumping;

    public Dispatcher(
        Credentials credentials,
        Exchange exchange,
        SharedPace pace,
        SteadyClock clock,
        RetryDelay retryDelay,
        RetryPolicy policy,
        Notices notices)
    {
        _credentials = credentials;
        _exchange = exchange;
        _clock = clock;
        _policy = policy;
        _schedule = new SendSchedule(pace, retryDelay, policy, notices);
        _timer = clock.Time.CreateTimer(
            static state => ((Dispatcher)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Counters Counters
    {
        get
        {
            lock (_gate)
            {
                return _schedule.Counters;
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
                return _schedule.End;
            }
        }
    }

    /// <summary>The operating time of each method in the last ten minutes.</summary>
    public IReadOnlyDictionary<string, TimeSpan> OperatingTime
    {
        get
        {
            lock (_gate)
            {
                return _schedule.OperatingTime(_clock.Now);
            }
        }
    }

    /// <summary>Why every waiting call is held back, and until when; null where none is.</summary>
    public Hold? Hold
    {
        get
        {
            lock (_gate)
            {
                return _schedule.HoldAt(_clock.Now);
            }
        }
    }

    /// <summary>Takes a call. On a connection that has ended it fails at once.</summary>
    public void Submit(Call call)
    {
        Bitrix24Exception? refusal;
        bool isFull;
        lock (_gate)
        {
            var now = _clock.Now;
            refusal = _schedule.Add(call, now);
            isFull = _schedule.HasFullBatch;
            if (refusal is null && !isFull)
            {
                WakeAt(now + Linger.Usual, now);
            }
        }

        if (refusal is not null)
        {
            call.TryEnd(refusal);
        }
        else if (isFull)
        {
            Pump();
        }
    }

    /// <summary>A call and those before it need not wait for company.</summary>
    public void Flush(Call last)
    {
        lock (_gate)
        {
            _schedule.Flush(last);
        }

        Pump();
    }

    /// <summary>Nobody waits for these calls any more: those not sent are taken back, those under way are counted as abandoned.</summary>
    public void Withdraw(IEnumerable<Call> calls)
    {
        List<BatchRequest> deserted;
        lock (_gate)
        {
            deserted = _schedule.Withdraw(calls);
        }

        deserted.ForEach(static request => request.Cancel());
    }

    /// <summary>Ends the connection: every call that waits or comes fails with this.</summary>
    public void Close(Bitrix24Exception reason)
    {
        List<EndedCall> ended;
        lock (_gate)
        {
            ended = _schedule.Close(reason);
        }

        ended.ForEach(static end => end.Tell());
    }

    public void Dispose()
    {
        _timer.Dispose();
        _exchange.Dispose();
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _wakeAt = DateTimeOffset.MaxValue;
        }

        Pump();
    }

    private void WakeAt(DateTimeOffset due, DateTimeOffset now)
    {
        if (due < _wakeAt)
        {
            _wakeAt = due;

            // A timer takes no more than 49 days; woken early, the dispatcher only looks and sleeps again.
            var wait = due - now < LongestSleep ? due - now : LongestSleep;
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Sends all that may leave. One thread does it at a time; it looks again after each request, so nobody who comes meanwhile is missed.
    /// </summary>
    public void Pump()
    {
        lock (_gate)
        {
            if (_isPumping)
            {
                return;
            }

            _isPumping = true;
        }

        try
        {
            while (TakeNext() is { } request)
            {
                _ = SendAsync(request);
            }
        }
#pragma warning disable CA1031 // Nothing would be sent any more: nobody may wait for it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _isPumping = false;
            }

            Close(Failure.Own(OwnErrorId.UnexpectedFault, $"{fault.GetType().Name} while calls were shared out."));
        }
    }

    private BatchRequest? TakeNext()
    {
        lock (_gate)
        {
            var now = _clock.Now;
            var request = _schedule.Next(now, out var wakeAt);
            if (wakeAt is { } due)
            {
                WakeAt(due, now);
            }

            _isPumping = request is not null;
            return request;
        }
    }

    private async Task SendAsync(BatchRequest request)
    {
        try
        {
            var body = request.WriteBody(_credentials);
            var response = await ExchangeAsync(request, body).ConfigureAwait(false);
            List<EndedCall> ended;
            lock (_gate)
            {
                ended = _schedule.Receive(request, response, body.Count, _clock.Now);
            }

            ended.ForEach(static end => end.Tell());
        }
#pragma warning disable CA1031 // Whatever goes wrong here, no item may be left without its outcome.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(request, Failure.Own(OwnErrorId.UnexpectedFault, $"{fault.GetType().Name} while a request was handled."));
        }
        finally
        {
            request.Dispose();
            Pump();
        }
    }

    /// <summary>Every request passes here, and each of its calls has one outcome in what comes back.</summary>
    private async Task<BatchResponse> ExchangeAsync(BatchRequest request, ArraySegment<byte> body)
    {
        var timeout = _policy.TimeoutFor(request.ExpectedWork);
        using var answer = await _exchange.SendAsync(request.Method, body, request.Commands, timeout, request.Cancellation)
            .ConfigureAwait(false);
        return new BatchResponse(request, answer, _clock.Now - request.SentAt);
    }

    private void Fail(BatchRequest request, Bitrix24Exception failure)
    {
        List<EndedCall> ended;
        lock (_gate)
        {
            ended = _schedule.Fail(request, failure, _clock.Now);
        }

        ended.ForEach(static end => end.Tell());

        // Those that had ended already and were not told.
        request.Calls.FindAll(static call => call.State == CallState.Ended).ForEach(call => call.TryEnd(failure.For(call.Method.Name)));
    }
}
