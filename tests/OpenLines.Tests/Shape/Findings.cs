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
}
