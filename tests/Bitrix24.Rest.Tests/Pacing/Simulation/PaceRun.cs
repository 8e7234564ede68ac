using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>
/// Runs a scenario in virtual time: the real pace and concurrency limit, the sandbox's request limit, and a network of random delays
/// between.
/// </summary>
internal sealed class PaceRun
{
    private const double Jitter = 0.2;
    private const double Idle = 60;
    private const double LongestRatio = 20;

    private readonly PaceScenario _scenario;
    private readonly Random _random;
    private readonly RequestCounter? _counter;
    private readonly List<PaceClient> _clients = [];
    private int[]? _doneWhenAllWereThere;
    private double[]? _shares;
    private double _endedAt = double.NaN;
    private double _firstJobEndedAt = double.NaN;
    private int _tenantSent;
    private int _tenantRefused;

    private PaceRun(PaceScenario scenario)
    {
        _scenario = scenario;
        _random = new Random((scenario.Seed * 7919) + 17);
        var store = scenario.Store?.Invoke(Time);
        for (var client = 0; client < scenario.Clients; client++)
        {
            _clients.Add(new PaceClient(this, (scenario.Seed * 31) + client, store, scenario.MaximumRate));
        }

        _clients.ForEach(client => client.Connect((scenario.RoundTrip * 1.1) + 0.002));
        Time.Advance(ExactTime.OfSeconds(Idle));
        Offset = Time.Elapsed.TotalSeconds;
        _counter = scenario.Limit?.CreateCounter(0);
    }

    public VirtualTime Time { get; } = new();

    /// <summary>When the first job begins, in seconds of the clock.</summary>
    public double Offset { get; }

    /// <summary>Seconds since the first job began.</summary>
    public double Now => Time.Elapsed.TotalSeconds - Offset;

    public static PaceResult Run(PaceScenario scenario) => new PaceRun(scenario).Run();

    public void At(double moment, Action action)
    {
        var due = ExactTime.OfSeconds(Math.Max(0, moment - Now));
        Time.CreateTimer(static state => ((Action)state!)(), action, due, Timeout.InfiniteTimeSpan);
    }

    public bool TryEnter(out double delay)
    {
        delay = 0;
        return _counter is null || _counter.TryEnter(Now, out delay);
    }

    public void Leave() => _counter?.Leave();

    public TimeSpan? RetryAfter()
    {
        if (_scenario.Limit!.Refusal is RefusalForm.QueryLimitExceeded or RefusalForm.TooManyRequests)
        {
            return null;
        }

        var wait = _counter!.NextAt(Now) - Now;
        return ExactTime.OfSeconds(double.IsInfinity(wait) ? 1 : Math.Max(1, Math.Ceiling(wait)));
    }

    /// <summary>One way of a request; every fiftieth is late.</summary>
    public double Half() =>
        (_scenario.RoundTrip / 2 * (1 + Spread() + (_random.NextDouble() < 0.02 ? 2 * Jitter : 0))) + Busy();

    /// <summary>Whether the one that is on its way comes to grief there. Nothing is drawn where nothing is lost.</summary>
    public bool IsLost() => _scenario.Lost > 0 && _random.NextDouble() < _scenario.Lost / 2;

    public int LetGoEvery => _scenario.LetGoEvery;

    public double Work() => _scenario.Work * (1 + Spread());

    public double Lateness() => (_random.NextDouble() * _scenario.TimerLateness) + Busy();

    /// <summary>What a busy machine adds. Nothing is drawn where it is not.</summary>
    private double Busy() => Now < _scenario.BusyFor ? _random.NextDouble() * _scenario.BusyDelay : 0;

    public void OnAnswered(PaceClient client)
    {
        if (client.Done == _scenario.Requests)
        {
            _firstJobEndedAt = double.IsNaN(_firstJobEndedAt) ? Now : _firstJobEndedAt;
            _shares ??= [.. _clients.Select((one, index) => (double)(one.Done - (_doneWhenAllWereThere?[index] ?? 0)))];
        }

        var goal = _scenario.Requests + _scenario.SecondJobRequests;
        _endedAt = _clients.TrueForAll(one => one.Done >= goal || one.IsDead) ? Now : _endedAt;
    }

    private double Spread() => Jitter * ((2 * _random.NextDouble()) - 1);

    private PaceResult Run()
    {
        for (var index = 0; index < _clients.Count; index++)
        {
            var client = _clients[index];
            At(index * _scenario.Later, () => client.Add(_scenario.Requests));
        }

        // Those that begin together are judged by all that they get.
        if (_clients.Count > 1 && _scenario.Later > 1)
        {
            At((_clients.Count - 1) * _scenario.Later, () => _doneWhenAllWereThere = [.. _clients.Select(static client => client.Done)]);
        }

        if (_scenario.Tenant > 0)
        {
            At(TenantGap(), EnterTenant);
        }

        if (!double.IsInfinity(_scenario.KillAt))
        {
            At(_scenario.KillAt, _clients[0].Kill);
        }

        if (!double.IsInfinity(_scenario.ChangeAt))
        {
            At(_scenario.ChangeAt, Change);
        }

        if (_scenario.SecondJobRequests > 0)
        {
            At(_scenario.SecondJobAt, () => _clients[0].Add(_scenario.SecondJobRequests));
        }

        var floor = PaceFloor.Of(_scenario);
        var latest = Math.Max(600, LongestRatio * floor) + ((_clients.Count - 1) * _scenario.Later);
        while (double.IsNaN(_endedAt) && Now < latest && Time.AdvanceToNextTimer())
        {
        }

        var isDone = !double.IsNaN(_endedAt);
        var first = _scenario.SecondJobRequests > 0 ? _firstJobEndedAt : _endedAt;
        var refused = _clients.Sum(static client => client.Refused);
        var sent = refused + _clients.Sum(static client => client.Done);
        return new(isDone ? first : Now, floor, isDone, sent, refused, _clients.Max(static client => client.MostUnderWay))
        {
            Shares = _shares is { Length: > 1 } ? _shares.Max() / Math.Max(1, _shares.Min()) : 1,
            TenantRefusedPercent = 100.0 * _tenantRefused / Math.Max(1, _tenantSent),
            SecondJobSeconds = (isDone ? _endedAt : Now) - _scenario.SecondJobAt,
        };
    }

    private double TenantGap() =>
        (_scenario.TenantIsSteady ? 1 : -Math.Log(1 - _random.NextDouble())) / (_scenario.Tenant * _scenario.PerSecond);

    private void EnterTenant()
    {
        _tenantSent++;
        _tenantRefused += _counter!.TryEnter(Now, out _) ? 0 : 1;
        At(Now + TenantGap(), EnterTenant);
    }

    private void Change()
    {
        _counter!.NextAt(Now);
        _counter.Change(_scenario.ChangeBy);
    }
}
