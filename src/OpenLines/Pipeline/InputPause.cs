using System;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Whether the outcome of a record is waited for before the next one is asked for. The engine takes output only while a record is
/// processed, so after a pause it is: else a slow trickle would see each result only with the next item. While a cmdlet further up writes
/// with more to follow, none is: a pipeline of a script further down begins inside the writes of those around it, and these are not its
/// own.
/// </summary>
internal sealed class InputPause(PipelineThread thread, SteadyClock clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    // No longer than so many times the pause: a busy machine pauses too, and the next record may be ready.
    private const int TimesWaited = 20;

    private readonly int _writesAround = thread.Writes;
    private DateTimeOffset _processedAt = clock.Now;

    /// <summary>Until when the outcome of the record that has just come is waited for; null where it is not.</summary>
    public DateTimeOffset? WaitUntil()
    {
        var now = clock.Now;
        var pause = now - _processedAt;
        return thread.Writes != _writesAround || pause < Shortest ? null
            : pause > TimeSpan.FromHours(1) ? now + pause
            : now + TimeSpan.FromTicks(TimesWaited * pause.Ticks);
    }

    /// <summary>A record has been processed.</summary>
    public void OnProcessed() => _processedAt = clock.Now;
}
