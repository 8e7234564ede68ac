using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>What the tests of the shape go by: a reader that saw nothing would find nothing wrong.</summary>
public sealed class SourceTreeTests
{
    [Fact]
    public void Every_project_of_src_is_read() =>
        Assert.Equal(
            ["Bitrix24.OpenLines", "Bitrix24.Rest", "Bitrix24.Sandbox", "OpenLines"],
            SourceTree.Instance.Files.Select(static file => file.Project).Distinct().Order());

    [Fact]
    public void A_file_names_the_types_of_its_fields_parameters_and_static_calls_and_no_members()
    {
        var file = SourceTree.Instance.Types["Dispatcher"].Single();
        var named = SourceTree.Instance.NamedIn(file).ToList();

        Assert.Equal(("Bitrix24.Rest", "Batching", "Dispatcher.cs"), (file.Project, file.Room, file.Name));
        Assert.Contains("CallAccounting", named);
        Assert.Contains("Call", named);
        Assert.Contains("Failure", named);
        Assert.DoesNotContain("Dispatcher", named);
        Assert.DoesNotContain("Pump", named);
    }
}
