using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// The one queue of a connection. It has the lock, the timer and the network; the rules are in what it asks under its lock.
/// <para>A dispatch, step by step:</para>
/// <para>1. <see cref="Submit"/> takes a call on any thread. <see cref="CallAccounting"/> counts it, or refuses it at once.</para>
/// <para>2. <see cref="Pump"/> asks <see cref="SendSchedule"/> for the next request; where none may leave, when to ask again.</para>
/// <para>3. <see cref="BatchSender"/> sends it and gives a <see cref="BatchResponse"/>, whatever came back.</para>
/// <para>4. <see cref="PortalMeasures"/> learns from that what the portal bears.</para>
/// <para>5. <see cref="OutcomeRule"/> decides for each call whether it has ended or goes again; a <see cref="Settlement"/> has both.</para>
/// <para>6. What goes again waits again; the follow-up of what succeeded comes in as in step 1.</para>
/// <para>7. <see cref="GiveUpRule"/> decides whether the connection goes on; where it does not, all that waits ends.</para>
/// <para>8. What has ended is told so, with no lock held, and step 2 comes again.</para>
/// </summary>
internal sealed class Dispatcher : IDisposable
{
    private readonly object _gate = new();
    private readonly CallAccounting _calls;
    private readonly BatchSender _sender;
    private readonly PortalSeat _seat;
    private readonly WakeTimer _timer;
    private bool _isPumping;

    public Dispatcher(CallAccounting calls, BatchSender sender, PortalSeat seat)
    {
        SignIn = new SignInRenewal(_gate, calls, sender.Refresh, seat.Clock);
        _calls = calls;
        _sender = sender;
        _seat = seat;
        _seat.OnWake(Pump);
        _timer = new WakeTimer(seat.Clock, OnTimer);
    }

    /// <summary>Brings the next access token when this one is over.</summary>
    public SignInRenewal SignIn { get; }

    public Counters Counters
    {
        get
        {
            lock (_gate)
            {
                return _calls.Counters;
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
                return _calls.End;
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
                return _calls.OperatingTime(_seat.Clock.Now);
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
                return _calls.HoldAt(_seat.Clock.Now);
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
            var now = _seat.Clock.Now;
            refusal = _calls.Add(call, now);
            isFull = _calls.HasFullBatch;
            if (refusal is null && !isFull)
            {
                _timer.WakeAt(now + Linger.Usual, now);
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
            _calls.Flush(last);
        }

        Pump();
    }

    /// <summary>The pipeline of these calls is gone: those not sent end so, those under way go on and do not go again.</summary>
    public void Leave(IEnumerable<Call> calls)
    {
        List<EndedCall> ended;
        lock (_gate)
        {
            ended = _calls.Leave(calls);
        }

        ended.ForEach(static end => end.Tell());
        _seat.WakeOthers();
    }

    /// <summary>Nobody wants these calls any more: those not sent are taken back, those under way are counted as abandoned.</summary>
    public void Withdraw(IEnumerable<Call> calls)
    {
        List<BatchRequest> deserted;
        lock (_gate)
        {
            deserted = _calls.Withdraw(calls);
        }

        deserted.ForEach(static request => request.Cancel());
        _seat.WakeOthers();
    }

    /// <summary>Ends the connection: every call that waits or comes fails with this.</summary>
    public void Close(Bitrix24Exception reason)
    {
        List<EndedCall> ended;
        lock (_gate)
        {
            ended = _calls.Close(reason);
        }

        _seat.Leave();
        ended.ForEach(static end => end.Tell());
        _seat.WakeOthers();
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        Close(Failure.Own(OwnErrorId.Disconnected, RestText.Of("Connection_Closed")));
        _timer.Dispose();
        SignIn.Dispose();
        _sender.Dispose();
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _timer.OnAwake();
        }

        Pump();
    }

    /// <summary>
    /// Sends all that may leave. One thread does it at a time; it looks again after each request, so nobody who comes meanwhile is missed.
    /// </summary>
    public void Pump()
    {
        if (TryBeginPump())
        {
            SendAll();
        }

        SignIn.TryBegin(OnRenewed);
        _seat.WakeOthers();
    }

    private void OnRenewed(List<EndedCall> ended)
    {
        ended.ForEach(static end => end.Tell());
        Pump();
    }

    private bool TryBeginPump()
    {
        lock (_gate)
        {
            if (_isPumping)
            {
                return false;
            }

            _isPumping = true;
            return true;
        }
    }

    private void SendAll()
    {
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

            Close(Failure.Own(OwnErrorId.UnexpectedFault, RestText.Of("Fault_InSharing", fault.GetType().Name)));
        }
    }

    private BatchRequest? TakeNext()
    {
        lock (_gate)
        {
            var now = _seat.Clock.Now;
            var request = _calls.Next(now, out var wakeAt);
            if (wakeAt is { } due)
            {
                _timer.WakeAt(due, now);
            }

            _isPumping = request is not null;
            return request;
        }
    }

    private async Task SendAsync(BatchRequest request)
    {
        try
        {
            var response = await _sender.SendAsync(request).ConfigureAwait(false);
            List<EndedCall> ended;
            lock (_gate)
            {
                ended = _calls.Receive(request, response, _seat.Clock.Now);
            }

            ended.ForEach(static end => end.Tell());
        }
#pragma warning disable CA1031 // Whatever goes wrong here, no item may be left without its outcome.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(request, Failure.Own(OwnErrorId.UnexpectedFault, RestText.Of("Fault_InRequest", fault.GetType().Name)));
        }
        finally
        {
            request.Dispose();
            Pump();
        }
    }

    private void Fail(BatchRequest request, Bitrix24Exception failure)
    {
        List<EndedCall> ended;
        lock (_gate)
        {
            ended = _calls.Fail(request, failure, _seat.Clock.Now);
        }

        ended.ForEach(static end => end.Tell());

        // Those that had ended already and were not told.
        request.Calls.FindAll(static call => call.State == CallState.Ended).ForEach(call => call.TryEnd(failure.For(call.Method.Name)));
    }
}
