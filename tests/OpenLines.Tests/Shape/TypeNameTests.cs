using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>A name is looked up in one place only, whichever project it is of.</summary>
public sealed class TypeNameTests
{
    [Fact]
    public void No_two_types_have_one_name() =>
        Findings.AreNone(
            SourceTree.Instance.Types
                .Where(static type => type.Count() > 1)
                .Select(static type => $"{type.Key}: {string.Join(", ", type.Select(static file => $"{file.Project}/{file.Name}"))}"));
}
