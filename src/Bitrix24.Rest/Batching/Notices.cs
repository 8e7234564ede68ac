using System;
using System.Collections.Concurrent;

namespace Bitrix24.Rest;

/// <summary>What the dispatcher wants to tell whoever watches: a line for each wait and each retry. Bounded; the oldest lines go first.</summary>
internal sealed class Notices
{
    private const int Most = 200;
    private readonly ConcurrentQueue<string> _lines = new();

    public void Add(FormattableString line)
    {
        _lines.Enqueue(FormattableString.Invariant(line));
        while (_lines.Count > Most)
        {
            _lines.TryDequeue(out _);
        }
    }

    public bool TryTake(out string? line) => _lines.TryDequeue(out line);
}
