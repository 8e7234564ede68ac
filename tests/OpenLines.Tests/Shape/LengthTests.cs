using System.IO;
using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>How much of a file has to be read.</summary>
public sealed class LengthTests
{
    private const int Lines = 300;

    [Fact]
    public void No_file_is_longer_than_can_be_read_at_once() =>
        Findings.AreWithin(
            SourceTree.Instance.Paths("", ".cs").Select(static path =>
                (path, File.ReadLines(Path.Combine(SourceTree.Instance.Root, path)).Count(), "lines")),
            Lines,
            ("src/Bitrix24.Rest/Batching/SendSchedule.cs", 479));
}
