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

    /// <summary>What happens, for whoever follows it closely: it is told in English.</summary>
    public void Add(FormattableString line) => Add(LocalizableText.Verbatim(FormattableString.Invariant(line)), isWarning: false);

    /// <summary>Something that the user should act on.</summary>
    public void Warn(LocalizableText line) => Add(line, isWarning: true);

    public bool TryTake(out Notice? line) => _lines.TryDequeue(out line);

    private void Add(LocalizableText line, bool isWarning)
    {
        _lines.Enqueue(new Notice(line, isWarning));
        while (_lines.Count > Most)
        {
            _lines.TryDequeue(out _);
        }
    }
}
