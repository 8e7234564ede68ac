using System;
using System.Collections.Concurrent;

namespace Bitrix24.Rest;

/// <summary>
/// What a connection wants to tell whoever watches: a line for each wait and each retry. Bounded; the oldest lines go first.
/// </summary>
internal sealed class Notices
{
    private const int Most = 200;
    private readonly ConcurrentQueue<Notice> _lines = new();

    public void Add(FormattableString line) => Add(line, isWarning: false);

    /// <summary>Something that the user should act on.</summary>
    public void Warn(FormattableString line) => Add(line, isWarning: true);

    public bool TryTake(out Notice? line) => _lines.TryDequeue(out line);

    private void Add(FormattableString line, bool isWarning)
    {
        _lines.Enqueue(new Notice(FormattableString.Invariant(line), isWarning));
        while (_lines.Count > Most)
        {
            _lines.TryDequeue(out _);
        }
    }
}
