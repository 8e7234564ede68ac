using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// Whose turn it is where processes share a pace: of two that wait, the one that was given fewer since both do. One that is ahead is passed
/// over three times in a row at the most, so nobody stands still. Guarded by the shared pace's lock.
/// </summary>
internal sealed class SharedTurns(RequestPace pace, long own)
{
    // Who has not asked for so long has nothing waiting, or is no more.
    private const double Silence = 1;
    private const double ToldEvery = 0.3;

    // Two jobs that are started together do not begin in the same moment, and the first may have had the whole burst by then.
    private const double StartedTogether = 2;
    private const int LongestPassedOver = 3;
    private const int Most = 256;

    private readonly List<Sharer> _sharers = [];

    /// <summary>This process asks for the leave to send one.</summary>
    /// <param name="waiting">How many requests wait in it.</param>
    /// <returns>Whether the others are to be told.</returns>
    public bool Note(double waiting)
    {
        var now = pace.Now;
        var before = _sharers.Find(sharer => sharer.Id == own);
        var isNew = before is null || before.HeardAt < now - Silence;
        if (!isNew && before!.HeardAt > now - ToldEvery)
        {
            return false;
        }

        _sharers.RemoveAll(sharer => sharer.Id == own || sharer.HeardAt < now - Silence);
        _sharers.Add(new Sharer(own, isNew ? now - StartedTogether : before!.Since, now, waiting));
        return true;
    }

    /// <summary>One was given to this process.</summary>
    /// <param name="waiting">How many requests wait in it now.</param>
    public void OnGiven(double waiting)
    {
        if (waiting <= 0)
        {
            _sharers.RemoveAll(sharer => sharer.Id == own);
        }
    }

    /// <summary>Whether other processes wait.</summary>
    public bool HasOthers => Others.Any();

    /// <summary>How many requests wait in the other processes.</summary>
    public double WaitingInOthers => Others.Sum(static sharer => sharer.Waiting);

    /// <summary>Whether another process goes first.</summary>
    public bool IsOthers()
    {
        var mine = _sharers.Find(sharer => sharer.Id == own);
        return mine is not null && Others.Any(other => IsAhead(mine, other)) && pace.Sent.CountSinceLastOf(own) < LongestPassedOver;
    }

    public void Carry(PaceRecord record)
    {
        var count = record.Carry(_sharers.Count);
        if (record.IsReading)
        {
            _sharers.Clear();
            for (var index = 0; index < Math.Min(count, Most); index++)
            {
                _sharers.Add(new Sharer(record.Carry(0L), record.Carry(0.0), record.Carry(0.0), record.Carry(0.0)));
            }

            return;
        }

        foreach (var sharer in _sharers)
        {
            record.Carry(sharer.Id);
            record.Carry(sharer.Since);
            record.Carry(sharer.HeardAt);
            record.Carry(sharer.Waiting);
        }
    }

    private IEnumerable<Sharer> Others
    {
        get
        {
            var since = pace.Now - Silence;
            return _sharers.Where(sharer => sharer.Id != own && sharer.HeardAt >= since);
        }
    }

    private bool IsAhead(Sharer mine, Sharer other)
    {
        var since = Math.Max(mine.Since, other.Since);
        return pace.Sent.CountOf(own, since) > pace.Sent.CountOf(other.Id, since);
    }

    /// <summary>A process that shares the pace and has requests waiting.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Since">Since when what it is given counts.</param>
    /// <param name="HeardAt">When it asked last.</param>
    /// <param name="Waiting">How many requests waited in it then.</param>
    private sealed record Sharer(long Id, double Since, double HeardAt, double Waiting);
}
