using System;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// Wakes its owner at the earliest of the moments that it was given since it did so last. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class WakeTimer : IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly ITimer _timer;
    private DateTimeOffset _wakeAt = DateTimeOffset.MaxValue;

    /// <param name="clock">The clock.</param>
    /// <param name="wake">What is done then, with no lock held. It begins with <see cref="OnAwake"/>.</param>
    public WakeTimer(SteadyClock clock, Action wake) =>
        _timer = clock.Time.CreateTimer(
            static state => ((Action)state!)(), wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>It has woken.</summary>
    public void OnAwake() => _wakeAt = DateTimeOffset.MaxValue;

    public void WakeAt(DateTimeOffset due, DateTimeOffset now)
    {
        if (due < _wakeAt)
        {
            _wakeAt = due;

            // A timer takes no more than 49 days; who is woken early only looks and sleeps again.
            var wait = due - now < LongestSleep ? due - now : LongestSleep;
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}
