using System;
using System.IO;
using System.Linq;

namespace OpenLines.Tests.Contract;

public sealed class PublicSurfaceTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    [Fact]
    public void Public_surface_is_the_approved_one()
    {
        var actual = module.Assemblies
            .SelectMany(static assembly => SurfaceText.Of(assembly).Prepend($"# {assembly.GetName().Name}"))
            .ToList();
        var approved = File.ReadAllLines(Path.Combine(module.Root, "tests", "OpenLines.Tests", "PublicSurface.txt"));
        if (actual.SequenceEqual(approved, StringComparer.Ordinal))
        {
            return;
        }

        var proposal = Path.Combine(module.Root, "TestResults", "PublicSurface.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(proposal)!);
        File.WriteAllText(proposal, string.Join('\n', actual) + "\n");
        Assert.Fail($"The public surface has changed. If that is meant, {proposal} becomes tests/OpenLines.Tests/PublicSurface.txt.\n"
            + string.Join('\n', actual.Except(approved, StringComparer.Ordinal).Select(static line => "+ " + line)
                .Concat(approved.Except(actual, StringComparer.Ordinal).Select(static line => "- " + line))));
    }

    [Fact]
    public void No_signature_names_a_JSON_type() =>
        Assert.DoesNotContain(
            module.Assemblies.SelectMany(SurfaceText.TypesIn),
            static type => type.Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true);
}
