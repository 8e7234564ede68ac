using System;
using System.Collections.Generic;
using System.Threading;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// The outcomes that pipelines left on a connection when they ended, in their order, each until it is taken or until newer ones need its
/// place. Any thread.
/// </summary>
internal sealed class UnwrittenOutcomes : ICallOwner
{
    /// <summary>How many are kept.</summary>
    public const int Most = 16_000;

    private readonly object _gate = new();
    private readonly LinkedList<UnwrittenOutcome> _outcomes = new();
    private long _lost;

    PipelineThread ICallOwner.Thread => PipelineThread.None;

    public void Add(UnwrittenOutcome outcome)
    {
        lock (_gate)
        {
            _outcomes.AddLast(outcome);
            if (_outcomes.Count > Most)
            {
                _outcomes.RemoveFirst();
                _lost++;
            }
        }
    }

    /// <summary>Puts one back that was taken and could not be written.</summary>
    public void Return(Outcome outcome)
    {
        lock (_gate)
        {
            _outcomes.AddFirst(new UnwrittenOutcome(null, () => outcome));
        }
    }

    /// <summary>Takes the first one, waiting for it if its call is under way.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="outcome">The first one; null where its call is still under way, and where there is none.</param>
    /// <returns>False where there is none.</returns>
    public bool TryTake(TimeSpan patience, out UnwrittenOutcome? outcome)
    {
        lock (_gate)
        {
            outcome = null;
            if (_outcomes.First is { Value.IsKnown: false })
            {
                Monitor.Wait(_gate, patience);
            }

            if (_outcomes.First is { Value: { IsKnown: true } first })
            {
                outcome = first;
                _outcomes.RemoveFirst();
            }

            return outcome is not null || _outcomes.Count > 0;
        }
    }

    /// <summary>How many were let go since this was last asked, because there were too many.</summary>
    public long TakeLost()
    {
        lock (_gate)
        {
            var lost = _lost;
            _lost = 0;
            return lost;
        }
    }

    void ICallOwner.OnCompleted(Call call)
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
