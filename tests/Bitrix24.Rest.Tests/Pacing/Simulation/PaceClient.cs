using System;
using System.Threading;

namespace Bitrix24.Rest.Tests;

/// <summary>A client of a simulated run: it sends what waits as its pace and its concurrency limit let it.</summary>
internal sealed class PaceClient
{
    private readonly PaceRun _run;
    private readonly SharedPace _pace;
    private readonly RequestCap _cap;
    private readonly PortalSharer _sharer = new();
    private readonly ConcurrencyLimit _concurrency = new();
    private readonly ITimer _timer;
    private double _wakeAt = double.PositiveInfinity;
    private double _lastLeftAt;
    private int _waiting;
    private int _underWay;
    private int _turns;

    public PaceClient(PaceRun run, int seed, IPaceStore? store, double? maximumRate)
    {
        _run = run;
        var clock = new SteadyClock(run.Time);
        _pace = new SharedPace(new RequestPace(clock, seed), clock, store, id: seed);
        _cap = new RequestCap(maximumRate, clock);
        _timer = run.Time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Done { get; private set; }

    public int Refused { get; private set; }

    public bool IsDead { get; private set; }

    public int MostUnderWay { get; private set; }

    public double? PerSecond => _pace.PerSecond;

    /// <summary>The first quick call, which Connect makes before any job.</summary>
    public void Connect(double seconds)
    {
        if (!_pace.TryAcquire(_sharer, isUrgent: false, 1, out var lease, out _))
        {
            throw new InvalidOperationException("The first call must leave at once.");
        }

        _run.Time.Advance(ExactTime.OfSeconds(seconds));
        _pace.Report(lease, RequestFate.Answered, retryAfter: null);
    }

    public void Add(int requests)
    {
        _waiting += requests;
        Pump();
    }

    /// <summary>Its process is ended: it sends nothing more, and tells nobody what became of what it has sent.</summary>
    public void Kill()
    {
        IsDead = true;
        _timer.Dispose();
    }

    private void Pump()
    {
        while (!IsDead && _waiting > 0 && _underWay < _concurrency.At(_run.Time.GetUtcNow()))
        {
            if (_cap.Wait() is { Ticks: > 0 } rest)
            {
                WakeAt(_run.Now + rest.TotalSeconds);
                return;
            }

            if (!_pace.TryAcquire(_sharer, isUrgent: false, _waiting, out var lease, out var wait))
            {
                WakeAt(_run.Now + Math.Max(_pace.AskAgainAfter(wait).TotalSeconds, 1e-5));
                return;
            }

            if (++_turns % _run.LetGoEvery == 0)
            {
                _pace.Release(lease);
                continue;
            }

            _cap.Take();
            _concurrency.OnSent(_underWay, _run.Time.GetUtcNow());
            _waiting--;
            MostUnderWay = Math.Max(MostUnderWay, ++_underWay);

            // One thread writes them one after the other.
            _lastLeftAt = Math.Max(_run.Now, _lastLeftAt + 0.0003);
            var isLost = _run.IsLost();
            _run.At(_lastLeftAt + _run.Half(), isLost ? () => Lose(lease) : () => Arrive(lease));
        }
    }

    private void Arrive(RequestLease lease)
    {
        if (_run.TryEnter(out var delay))
        {
            var end = _run.Now + delay + _run.Work();
            _run.At(end, () =>
            {
                _run.Leave();
                _run.At(_run.Now + _run.Half(), _run.IsLost() ? () => Lose(lease) : () => OnAnswered(lease));
            });
        }
        else
        {
            var retryAfter = _run.RetryAfter();
            _run.At(_run.Now + _run.Half(), () => OnRefused(lease, retryAfter));
        }
    }

    private void OnAnswered(RequestLease lease)
    {
        if (IsDead)
        {
            return;
        }

        _underWay--;
        Done++;
        var now = _run.Time.GetUtcNow();
        _concurrency.OnAnswer(ExactTime.OfSeconds(_run.Now + _run.Offset - lease.SentAt), TimeSpan.Zero, isBatch: true, now);
        _pace.Report(lease, RequestFate.Answered, retryAfter: null);
        _run.OnAnswered(this);
        Pump();
    }

    private void OnRefused(RequestLease lease, TimeSpan? retryAfter)
    {
        if (IsDead)
        {
            return;
        }

        _underWay--;
        _waiting++;
        Refused++;
        _pace.Report(lease, RequestFate.Refused, retryAfter);
        Pump();
    }

    private void Lose(RequestLease lease)
    {
        if (IsDead)
        {
            return;
        }

        _underWay--;
        _waiting++;
        _pace.Report(lease, RequestFate.Lost, retryAfter: null);
        Pump();
    }

    private void OnTimer()
    {
        _wakeAt = double.PositiveInfinity;
        Pump();
    }

    private void WakeAt(double moment)
    {
        if (moment < _wakeAt - 1e-9)
        {
            _wakeAt = moment;
            _timer.Change(ExactTime.OfSeconds(moment - _run.Now + _run.Lateness()), Timeout.InfiniteTimeSpan);
        }
    }
}
