using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// The pages of one list, by where they begin. A portal tells with each page how long the list is and where the next page begins; neither
/// is believed for how much may be asked for at once, nor for whether the list has an end.
/// </summary>
internal sealed class ListPages
{
    /// <summary>The parameter that says where a page begins.</summary>
    public const string Start = "start";

    /// <summary>The most pages that are asked for at once; the last of them leads to more. As many without an entry end the list.</summary>
    public const int MostPages = 500;

    private long _size;
    private long _asked;
    private long _total;
    private int _barren;

    /// <summary>Where the pages begin that are to be asked for behind one that has ended.</summary>
    /// <param name="page">The page.</param>
    /// <param name="entries">How many entries it has.</param>
    /// <returns>None where others have been asked for already, and at the end of the list.</returns>
    public IReadOnlyList<long> Behind(Call page, int entries)
    {
        _barren = entries > 0 ? 0 : _barren + 1;
        if (NextOf(page) is not { } next || next < _asked || _barren >= MostPages)
        {
            return [];
        }

        List<long> starts = [];
        for (_asked = next; _asked == next || (_asked < _total && starts.Count < MostPages); _asked += _size)
        {
            starts.Add(_asked);
        }

        return starts;
    }

    /// <summary>Why the list is given up though its last page tells of more; null where it is not.</summary>
    public Bitrix24Exception? FindFault(Call page) => _barren >= MostPages && NextOf(page) is { } next && next >= _asked
        ? Failure.Own(OwnErrorId.NotPaged, RestText.Of("Pages_Empty", MostPages), page.Method.Name)
            .Advising(RestText.Of("Pages_EmptyAdvice"))
        : null;

    /// <summary>Where a page begins.</summary>
    public static long StartOf(Call page) =>
        page.Parameters.FirstOrDefault(static parameter => parameter.Name == Start).Value is { } digits
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start
            : 0;

    /// <summary>The parameters of another page of the same list.</summary>
    public static CallParameter[] At(Call page, long start) =>
        [.. page.Parameters.Where(static parameter => parameter.Name != Start), CallParameter.Of(Start, start)];

    private long? NextOf(Call page)
    {
        var start = StartOf(page);
        if (page.OutcomeError is { } error)
        {
            // The one that leads to more has failed: what was told before it still holds.
            return error.Row.Kind != FailureKind.Connection && _size > 0 && start + _size == _asked && _asked < _total ? _asked : null;
        }

        if (page.Next is not { } next || next <= start)
        {
            return null;
        }

        (_size, _total) = (next - start, page.Total ?? 0);
        return next;
    }
}
