using System;
using System.Collections.Generic;
using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>What breaks a rule, all of it in the message, because one mend often does for many.</summary>
internal static class Findings
{
    /// <summary>Fails with all that is found.</summary>
    public static void AreNone(IEnumerable<string> found)
    {
        var wrong = found.Order(StringComparer.Ordinal).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Fails with every measure above its bound, and with every exception that is larger than it need be.</summary>
    /// <param name="measured">How large each thing is, and what to say of it where that is too large.</param>
    /// <param name="most">The bound.</param>
    /// <param name="exceptions">Things with a bound of their own.</param>
    public static void AreWithin(
        IEnumerable<(string Name, int Size, string Detail)> measured, int most, params (string Name, int Size)[] exceptions)
    {
        var all = measured.ToList();
        var own = exceptions.ToDictionary(static pair => pair.Name, static pair => pair.Size, StringComparer.Ordinal);
        var sizes = all.ToLookup(static one => one.Name, static one => one.Size, StringComparer.Ordinal);
        AreNone(all
            .Where(one => one.Size > own.GetValueOrDefault(one.Name, most))
            .Select(static one => $"{one.Name}: {one.Size} {one.Detail}")
            .Concat(exceptions
                .Where(one => Math.Max(most, sizes[one.Name].DefaultIfEmpty().Max()) < one.Size)
                .Select(static one => $"{one.Name} is smaller than its exception of {one.Size}: lower it or take it off the list")));
    }
}
