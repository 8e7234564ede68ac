using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Portal.Faults;

/// <summary>
/// The faults of a run, one for each request in the order in which requests leave.
/// The same seed gives the same faults, always.
/// </summary>
public sealed class FaultSchedule
{
    private static readonly double[] Rates = [0.02, 0.1, 0.3, 0.6, 0.9, 1];
    private static readonly int[] Bounds = [1, 3, 10, int.MaxValue];

    private static readonly FaultKind[] Passing =
        [.. Enum.GetValues<FaultKind>().Where(static kind => kind is > FaultKind.None and < FaultKind.CredentialsEnd)];

    private static readonly FaultKind[] Ending = [FaultKind.CredentialsEnd, FaultKind.PlanEnds, FaultKind.PortalEnds, FaultKind.ScopeEnds];

    private static readonly string?[] RetryAfters =
    [
        null, null, null, null, "0", "1", "7", "120", "86400", "2147483647", "99999999999999999999", "-5", "soon", "",
        "Sun, 06 Nov 1994 08:49:37 GMT", "Mon, 16 Mar 2026 13:00:30 GMT", "Mon, 16 Mar 2026 23:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT",
    ];

    private readonly Queue<Fault> _given;
    private readonly Random _random;
    private readonly FaultKind[] _kinds;
    private readonly double _rate;
    private readonly int? _endsAt;
    private int _left;
    private int _requests;

    private FaultSchedule(IEnumerable<Fault> given)
    {
        _given = new(given);
        _random = new(0);
        _kinds = [];
        Description = string.Join(", ", _given.Select(static fault => fault.Kind));
    }

    private FaultSchedule(OutageWindow outage)
        : this([])
    {
        Outage = outage;
        Description = outage.ToString();
    }

    private FaultSchedule(int seed)
    {
        _given = [];
        _random = new(seed);
        _rate = Pick(Rates);
        _left = Pick(Bounds);

        // Many kinds at once seldom let one of them go far: most schedules have a few only, or one.
        var kindCount = _random.Next(6);
        _kinds = kindCount < 2 ? Passing : [.. Enumerable.Range(0, Math.Max(1, kindCount - 2)).Select(_ => Pick(Passing))];
        _endsAt = _random.Next(8) == 0 ? _random.Next(1, 12) : null;
        Outage = _random.Next(4) == 0 ? OutageWindow.FromSeed(_random.Next()) : null;
        var kinds = _kinds.Length == Passing.Length ? "all kinds" : string.Join(", ", _kinds);
        var end = _endsAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", the end at request {at}") : "";
        Description = string.Create(CultureInfo.InvariantCulture, $"{kinds}; rate {_rate}, at most {_left}{end}; {Outage}");
    }

    /// <summary>What it is made of, for the reader of a failing test.</summary>
    public string Description { get; }

    /// <summary>A time in which nothing gets through, whatever else befalls requests; null for none.</summary>
    public OutageWindow? Outage { get; }

    /// <summary>No fault but that nothing gets through for a time.</summary>
    public static FaultSchedule Of(OutageWindow outage) => new(outage);

    /// <summary>A schedule whose rate, number and kinds of faults follow from a seed.</summary>
    public static FaultSchedule FromSeed(int seed) => new(seed);

    /// <summary>Exactly these faults, and none after them.</summary>
    public static FaultSchedule Of(params IEnumerable<Fault> faults) => new(faults);

    /// <summary>Exactly faults of these kinds, and none after them.</summary>
    public static FaultSchedule Of(params IEnumerable<FaultKind> kinds) => new(kinds.Select(static kind => new Fault(kind)));

    /// <summary>The fault of the next request.</summary>
    public Fault Next()
    {
        if (_given.TryDequeue(out var given))
        {
            return given;
        }

        if (++_requests == _endsAt)
        {
            return Make(Pick(Ending));
        }

        if (_left == 0 || _kinds.Length == 0 || _random.NextDouble() >= _rate)
        {
            return Fault.None;
        }

        _left--;
        return Make(Pick(_kinds));
    }

    private Fault Make(FaultKind kind) => new(kind)
    {
        AfterWork = _random.Next(2) == 0,
        Time = kind == FaultKind.ClockJump
            ? TimeSpan.FromSeconds((_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(1, 10)))
            : TimeSpan.FromMilliseconds(Math.Pow(10, _random.NextDouble() * 4.7)),
        RetryAfter = Pick(RetryAfters),
        Dice = _random.Next(),
    };

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
