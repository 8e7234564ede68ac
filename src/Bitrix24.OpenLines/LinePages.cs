using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The pages of the lines of a portal, one after another. A page that is full leads to the next one; a portal that gives the same lines for
/// every page would never come to its end.
/// </summary>
internal sealed class LinePages
{
    private readonly HashSet<long> _lines = [];

    /// <summary>How many lines are on the pages before the next one.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether there may be more lines behind the page that was taken last.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The lines of the page that was taken last that were on none before it.</summary>
    public IReadOnlyList<long> Added { get; private set; } = [];

    /// <summary>Takes the ids of a page.</summary>
    /// <returns>Why it is none that leads to others; null where it is one.</returns>
    public Bitrix24Exception? Take(IReadOnlyCollection<long> ids)
    {
        Added = [.. ids.Where(_lines.Add)];
        IsFull = Added.Count > 0 && ids.Count >= LineMethods.PageSize;
        Offset += ids.Count;
        return Added.Count > 0 || ids.Count == 0
            ? null
            : Failure.Own(OwnErrorId.NotPaged, LineText.Of("Pages_Same"), LineMethods.List.Name)
                .Advising(LineText.Of("Pages_SameAdvice"));
    }
}
