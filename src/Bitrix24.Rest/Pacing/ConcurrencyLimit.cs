using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// How many requests may be under way at once: twice what is needed to keep the portal busy at the rate at which its answers come, and half
/// as many after each loss. The request rate is no concern of this (<see cref="RequestPace"/>). Guarded by the dispatcher's lock.
/// </summary>
internal sealed class ConcurrencyLimit
{
    /// <summary>The most under way at once: the burst of the largest plan, and what leaves while the first of it is worked on.</summary>
    public const int Most = 320;

    /// <summary>One more may be under way if somebody sits and waits for it.</summary>
    public const int MostWithUrgent = Most + 1;

    // Fewer answers say nothing yet of how fast they come.
    private const int FewestAnswers = 3;

    // So many always, or the limit could not grow again after a standstill.
    private const double Least = 4;
    private const double Ample = 2;
    private const double Window = 10;
    private const double ShortestWindow = 0.1;

    // How long a request may wait in a portal that takes one after the other.
    private const double Queueing = 2;

    private readonly Queue<(DateTimeOffset At, double Seconds)> _answers = new();
    private readonly double[] _besides = [double.PositiveInfinity, double.PositiveInfinity];
    private double _sum;
    private double _halved = Most;
    private DateTimeOffset _busySince;

    public int At(DateTimeOffset now)
    {
        Forget(now);
        if (_answers.Count < FewestAnswers)
        {
            return (int)_halved;
        }

        var seconds = Math.Min(Window, Math.Max(ShortestWindow, (now - _busySince).TotalSeconds));
        var needed = ((Ample * _sum) + (Queueing * _answers.Count)) / seconds;
        return (int)Math.Min(_halved, Least + needed);
    }

    /// <summary>A request leaves.</summary>
    /// <param name="underWay">How many are under way already.</param>
    /// <param name="now">The time.</param>
    public void OnSent(int underWay, DateTimeOffset now)
    {
        if (underWay == 0)
        {
            // The answers before a time without work say nothing of what the portal bears.
            _answers.Clear();
            _sum = 0;
        }
    }

    /// <summary>A request was answered.</summary>
    /// <param name="took">How long it was under way.</param>
    /// <param name="work">How long the portal was expected to work on it.</param>
    /// <param name="isBatch">Whether it was a batch.</param>
    /// <param name="now">The time.</param>
    public void OnAnswer(TimeSpan took, TimeSpan work, bool isBatch, DateTimeOffset now)
    {
        // What is not work is the way, and whatever the portal does besides: at its shortest nobody waits for a turn.
        ref var shortest = ref _besides[isBatch ? 1 : 0];
        shortest = Math.Min(shortest, Math.Max(0, (took - work).TotalSeconds));
        var expected = shortest + work.TotalSeconds;
        _halved = Math.Min(Most, _halved + 1);
        if (_answers.Count == 0)
        {
            _busySince = now;
        }

        _answers.Enqueue((now, expected));
        _sum += expected;
    }

    /// <summary>A server failed or did not answer: half as many may be under way.</summary>
    /// <param name="underWay">How many were.</param>
    /// <param name="isTimeout">
    /// Whether the time was over. Then a few may always be under way: the tries of many calls would wait for one another's time-outs.
    /// </param>
    public void OnLoss(int underWay, bool isTimeout) =>
        _halved = Math.Max(isTimeout ? Math.Min(Least, _halved) : 1, Math.Min(_halved, underWay) / 2);

    private void Forget(DateTimeOffset now)
    {
        while (_answers.Count > 0 && (now - _answers.Peek().At).TotalSeconds > Window)
        {
            _sum -= _answers.Dequeue().Seconds;
        }
    }
}
