using System;

namespace Bitrix24.Rest;

/// <summary>
/// The rate at which the portal lets requests in, measured from one refusal to the next, and the pace that follows from it: below the
/// rate after a refusal, at it for most of the time, and ever faster when none comes. Refusals that confirm each other come after twice
/// as many requests each time. Guarded by the pace's lock.
/// </summary>
internal sealed class RateEstimate(SentRequests sent, LastFull full, double usual, int seed)
{
    // A rate is never believed to be lower, nor lower than this part of the best: others must not starve this client.
    private const double Slowest = 0.25;
    private const double LeastShare = 0.3;
    private const double BestKept = 0.97;

    // After a refusal two places are left free, and a second passes where counters may fall once a second.
    private const double FreePlaces = 2;
    private const double Tick = 1;

    // Requests until the pace is back at the rate: at first, at the most before the rate is confirmed, and with a plan that fits.
    private const double ShortestCycle = 8;
    private const double LongestFirstCycle = 40;
    private const double FirstConfirmation = 10;

    // A change of the limit, or of who shares it, is to be noticed within so many seconds.
    private const double Horizon = 20;

    // The pace as a part of the rate: a wrong measure must neither stall the job nor flood the portal.
    private const double LeastPace = 0.3;
    private const double MostPace = 16;

    // How far below the rate it begins: by two requests over the cycle, or by this part where what is not used can be used later.
    private const double RequestsOfDip = 2;
    private const double DeepDip = 0.3;

    // When so many cycles pass without a refusal, and the pace is so many times the rate, the limit was raised.
    private const double Raised = 3;

    // Send times that were missed are made up for: in seconds, more would overrun a shallow limit; in parts of a deep bucket, which must
    // not overflow. After half a second without work this goes in steps, the first of so many requests.
    private const double ShallowCatchUp = 0.02;
    private const double DeepCatchUp = 0.8;
    private const double ShortPause = 0.5;
    private const int FirstCatchUp = 8;

    // The last requests of a job leave at once if half a place stays free and so few others are not known to be let in.
    private const double SpareOfEnd = 0.5;
    private const int UnknownAtEnd = 4;

    // A measure of fewer requests is wrong by a quarter and more. It is a window where so many more should have been let in before.
    private const int FewestCounted = 4;

    // Where refusals were held up, a first measure of fewer says next to nothing. The strictest plan counts for more: as so many requests.
    private const double WeightOfUsual = 6;
    private const double MissedInWindow = 3;

    // The pace that met a limit was just above the rate; the average below, but not by more than half.
    private const double MetPace = 0.96;
    private const double MostOverAverage = 1.5;

    // A refusal that comes early says that the pace was too fast, if only by a little.
    private const double EarlyPace = 0.97;
    private const double EarlyLeast = 0.9;

    // What the old estimate weighs against a new one, which is wrong by one request: three requests.
    private const double Weight = 3;

    // A bucket that holds what drains in so many seconds is deep.
    private const double Depth = 2.5;

    // Two clients that do the same at the same moments would be refused together for ever.
    private const double Jitter = 0.05;

    private readonly Random _random = new(seed);
    private double _cycle;
    private double _confirmed;
    private double _best;
    private double _rest;
    private double _nextAt;
    private double _roomAfter;
    private int _early;
    private int _emptyMeasures;
    private int _caughtUp;

    /// <summary>The rate, in requests a second.</summary>
    public double PerSecond { get; private set; }

    /// <summary>What the limit holds, by what it let in before it first refused.</summary>
    public double Burst { get; private set; }

    /// <summary>Whether the limit is a span of time in which so many are let in, not a bucket that drains.</summary>
    public bool IsWindow { get; private set; }

    /// <summary>How many more than the pace says would be let in now.</summary>
    public double Free(double now) => IsDeep ? Math.Max(0, (PerSecond * (now - full.At)) - full.Sent) : 0;

    /// <summary>Whether what is not used for a while can be used later.</summary>
    private bool IsDeep => !IsWindow && Burst >= (Depth * PerSecond * Math.Max(_rest, Tick)) + FreePlaces;

    private double SlowestNow => Math.Max(Slowest, LeastShare * _best);

    /// <summary>The present pace, in requests a second.</summary>
    private double Pace
    {
        get
        {
            // The cubic is slow after a refusal, flat at the rate, where time is spent, and steep when nothing is refused.
            var dip = Math.Max(RequestsOfDip / _cycle, IsDeep ? Math.Min(DeepDip, Burst / (2 * _cycle)) : 0);
            var distance = (full.LetIn / _cycle) - 1;
            return PerSecond * Math.Min(MostPace, Math.Max(LeastPace, 1 + (dip * distance * distance * distance)));
        }
    }

    /// <summary>When the next one may leave.</summary>
    /// <param name="now">The time.</param>
    /// <param name="waiting">How many requests wait to leave.</param>
    public double NextAt(double now, double waiting)
    {
        if (now > _nextAt + 1)
        {
            // There was no work. The bucket is empty at the most.
            full.At = Math.Max(full.At, now - ((Math.Max(Burst, 1) + full.Sent) / PerSecond));
        }

        if (now >= _nextAt)
        {
            _caughtUp = now <= _nextAt + ShortPause ? 0 : _caughtUp;

            // What was not sent meanwhile is sent in steps, each twice the one before: the limit may have become another.
            return now <= _nextAt + ShortPause || sent.Unknown < FirstCatchUp + _caughtUp ? now : sent.KnownAt;
        }

        // The end of the job: what is left fits into what the bucket has drained.
        return _early == 0 && IsDeep && waiting <= Free(now) - SpareOfEnd && sent.Unknown < UnknownAtEnd ? now : _nextAt;
    }

    public void Carry(PaceRecord record)
    {
        PerSecond = record.Carry(PerSecond);
        Burst = record.Carry(Burst);
        IsWindow = record.Carry(IsWindow);
        _cycle = record.Carry(_cycle);
        _confirmed = record.Carry(_confirmed);
        _best = record.Carry(_best);
        _rest = record.Carry(_rest);
        _nextAt = record.Carry(_nextAt);
        _roomAfter = record.Carry(_roomAfter);
        _early = record.Carry(_early);
        _emptyMeasures = record.Carry(_emptyMeasures);
        _caughtUp = record.Carry(_caughtUp);
    }

    public void OnSent(double now)
    {
        var pace = Pace;
        if (full.LetIn > Raised * _cycle && pace > Raised * PerSecond)
        {
            // The limit was raised, or is gone.
            PerSecond = pace;
            _confirmed = 0;
            _early = 0;
            _cycle = Math.Max(ShortestCycle, _cycle / 2);
            full.LetIn = (int)_cycle;
        }

        var earliest = now - (IsDeep && _early == 0 ? DeepCatchUp * Burst / PerSecond : ShallowCatchUp);
        _nextAt = Math.Max(_nextAt, earliest) + ((1 + (Jitter * ((2 * _random.NextDouble()) - 1))) / pace);
    }

    public void OnLetIn()
    {
        full.LetIn++;
        _caughtUp++;
    }

    /// <summary>Nothing leaves before this moment.</summary>
    public void Close(double until) => _nextAt = Math.Max(_nextAt, until);

    /// <summary>The first measure: so many in so many seconds.</summary>
    public void Begin(RequestLease refused, int count, double prior, double refusedFor, double roomAfter, double now)
    {
        var seconds = full.SecondsTo(refused);
        _early = _emptyMeasures = 0;
        _roomAfter = roomAfter;
        PerSecond = FirstRate(count, seconds, full.IsUnsure || sent.IsLate(refused, now));
        _confirmed = count;

        // Nothing was let in for a while, and then many at once: no bucket does so.
        IsWindow = count >= FewestCounted && PerSecond * refusedFor >= MissedInWindow;
        Burst = sent.LeastBurst(full, PerSecond);
        _rest = FreePlaces / PerSecond;
        _cycle = IsDeep ? Math.Min(LongestFirstCycle, Math.Max(ShortestCycle, 2 * count)) : ShortestCycle;
        if (prior > 0 && Math.Abs(count - (prior * seconds)) <= 1.5 + (0.2 * count))
        {
            PerSecond = prior;
            _confirmed = FirstConfirmation;
            _cycle = LongestFirstCycle;
        }
    }

    /// <summary>One more was refused after so many were let in.</summary>
    public void Measure(RequestLease refused, int count)
    {
        var isDeep = IsDeep;
        var seconds = full.SecondsTo(refused);
        var estimate = count / seconds;
        var isEarly = full.LetIn < _cycle;
        _emptyMeasures = 0;
        if (!isDeep)
        {
            // What is not used is lost here, so the average is too low: the pace that met the limit counts, within what the average allows.
            var since = IsWindow ? refused.SentAt - Math.Max(_roomAfter, 4 / PerSecond) : 0;
            var gaps = IsWindow ? int.MaxValue / 2 : (int)Math.Min(24, Math.Max(4, count / 4.0));
            if (sent.RateBefore(refused, full.Number, since, gaps) is { } rate)
            {
                estimate = Math.Max(estimate, Math.Min(MetPace * rate, MostOverAverage * estimate));
            }

            estimate = isEarly ? Math.Max(Math.Min(estimate, EarlyPace * Pace), EarlyLeast * PerSecond) : estimate;
        }

        var isConsistent = Math.Abs(estimate - PerSecond) <= PerSecond * (0.15 + (1.5 / count));
        PerSecond = isDeep ? Math.Min((count + Weight) / (seconds + (Weight / PerSecond)), EarlyPace * Pace)
            : count < FewestCounted ? Math.Max(estimate, 0.5 * PerSecond)
            : estimate;
        if (isEarly)
        {
            _early++;
            _cycle = Math.Max(ShortestCycle, _cycle / 2);
            return;
        }

        _early = 0;
        _confirmed = isConsistent ? _confirmed + count : count;
        _cycle = isConsistent ? 2 * _confirmed : isDeep ? Math.Min(_cycle, count) / 2 : 0;
        _cycle = Math.Max(ShortestCycle, _cycle);
    }

    /// <summary>One was refused right after the rest.</summary>
    /// <param name="seconds">How long after the limit was full.</param>
    /// <returns>How long to look for room from then on; null where a longer rest may do.</returns>
    public double? OnNothingLetIn(double seconds)
    {
        var rest = Math.Max(_rest, seconds);
        if (++_emptyMeasures >= 2)
        {
            PerSecond = IsWindow ? PerSecond : Math.Max(PerSecond * 0.8, SlowestNow);
            return 2 * rest;
        }

        _rest = Math.Max(2 * rest, FreePlaces / PerSecond);
        _nextAt = full.At + _rest;
        return null;
    }

    /// <summary>There was room again so many seconds after the limit was full.</summary>
    public void Resume(double seconds, double now)
    {
        _roomAfter = seconds;
        PerSecond = IsWindow ? PerSecond : Math.Min(PerSecond, Math.Max(Math.Max(2 / seconds, 0.5 * PerSecond), SlowestNow));
        _cycle = Math.Max(ShortestCycle, PerSecond * Forgets);
        _rest = seconds;
        _confirmed = 0;
        _nextAt = now + (1 / Pace);
    }

    /// <summary>The pause after a refusal.</summary>
    public void Rest(double now)
    {
        _best = Math.Max(PerSecond, _best * BestKept);
        PerSecond = Math.Max(PerSecond, SlowestNow);
        var longest = Math.Max(3, Horizon * PerSecond * (IsDeep ? 1 : Math.Sqrt(Math.Max(1, _rest * PerSecond))));
        _cycle = Math.Max(Math.Min(_cycle, longest), PerSecond * Forgets);
        var isConfirmed = _confirmed >= FirstConfirmation;
        _rest = FreePlaces / PerSecond;
        if (isConfirmed && !IsWindow && Burst >= (Depth * PerSecond) + FreePlaces)
        {
            _rest = Math.Max(_rest, Tick);
        }

        _nextAt = Math.Max(now, full.At + _rest);
        _rest = _nextAt - full.At;
        _cycle = IsDeep && isConfirmed ? Math.Max(_cycle, 4 * PerSecond * _rest) : _cycle;
    }

    // The pace must not change faster than the limit forgets.
    private double Forgets => IsWindow ? _roomAfter : Tick;

    private double FirstRate(int count, double seconds, bool isUnsure)
    {
        var weight = isUnsure && count < FewestCounted ? WeightOfUsual : 0;
        return (count + weight) / (seconds + (weight / usual));
    }
}
