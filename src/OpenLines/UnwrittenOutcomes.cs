using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>The calls whose outcomes are not known yet.</summary>
    public IReadOnlyList<Call> FindUnknown()
    {
        lock (_gate)
        {
            return [.. _outcomes.Where(static outcome => !outcome.IsKnown).Select(static outcome => outcome.Call!)];
        }
    }

    /// <summary>Waits for the outcome of a call, for so long at the most.</summary>
    /// <returns>Whether it has it.</returns>
    public bool Wait(Call call, TimeSpan longest)
    {
        lock (_gate)
        {
            if (!call.HasOutcome)
            {
                Monitor.Wait(_gate, longest);
            }

            return call.HasOutcome;
        }
    }

    /// <summary>Takes the first one; null where there is none, and where its call is still under way.</summary>
    public UnwrittenOutcome? Take()
    {
        lock (_gate)
        {
            if (_outcomes.First is not { Value: { IsKnown: true } first })
            {
                return null;
            }

            _outcomes.RemoveFirst();
            return first;
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
