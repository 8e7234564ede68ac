using System;
using System.IO;
using System.Linq;

namespace OpenLines.Tests.Contract;

public sealed class CmdletTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    // All others change something on the portal.
    private static readonly string[] VerbsThatOnlyRead =
    [
        "Connect", "ConvertFrom", "Disconnect", "Find", "Get", "Measure", "Receive", "Select", "Test", "Wait", "Watch",
    ];

    [Fact]
    public void Manifest_exports_every_cmdlet_and_no_more() =>
        Assert.Equal(module.Cmdlets.Keys.Order(StringComparer.Ordinal), module.ExportedByManifest, StringComparer.Ordinal);

    [Fact]
    public void Script_module_exports_every_cmdlet_and_no_more() =>
        Assert.Equal(module.Cmdlets.Keys.Order(StringComparer.Ordinal), module.ExportedByScript, StringComparer.Ordinal);

    [Fact]
    public void Classes_are_sealed_and_named_for_their_cmdlets() =>
        Assert.DoesNotContain(
            module.Cmdlets,
            static pair =>
                !pair.Value.IsSealed
                    || pair.Value.FullName != $"OpenLines.Commands.{pair.Key.Replace("-", "", StringComparison.Ordinal)}Command");

    [Fact]
    public void Verbs_are_approved() =>
        Assert.Empty(module.Cmdlets.Values.Select(BuiltModule.Verb).Except(module.Verbs, StringComparer.Ordinal));

    [Fact]
    public void Cmdlets_that_change_something_ask_before() =>
        Assert.DoesNotContain(
            module.Cmdlets,
            static pair =>
                !VerbsThatOnlyRead.Contains(BuiltModule.Verb(pair.Value), StringComparer.Ordinal) && !SupportsShouldProcess(pair.Value));

    [Fact]
    public void Cmdlets_that_give_something_tell_its_type() =>
        Assert.DoesNotContain(
            module.Cmdlets,
            static pair =>
                pair.Key != "Disconnect-Bitrix24"
                    && BuiltModule.Attribute(pair.Value, BuiltModule.Engine + ".OutputTypeAttribute") is null);

    [Fact]
    public void Every_cmdlet_has_a_file_of_its_name() =>
        Assert.DoesNotContain(
            module.Cmdlets.Keys,
            name =>
                !File.Exists(
                    Path.Combine(
                        module.Root, "src", "OpenLines", "Commands", name.Replace("-", "", StringComparison.Ordinal) + "Command.cs")));

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ru.md")]
    public void Every_cmdlet_is_named_to_administrators_and_what_takes_items_is_shown(string page)
    {
        var text = File.ReadAllText(Path.Combine(module.Root, page));
        var shown = text.Split('\n').Where(static line => line.Contains('#', StringComparison.Ordinal))
            .SelectMany(static line => line.Split('#')[0].Split(' '));
        Assert.DoesNotContain(module.Cmdlets.Keys, name => !text.Contains(name, StringComparison.Ordinal));
        Assert.Empty(
            module.Cmdlets.Where(static pair => IsForItems(pair.Value)).Select(static pair => pair.Key)
                .Except(shown, StringComparer.Ordinal));
    }

    private static bool IsForItems(Type type) => type.BaseType is { } above && (above.Name == "CallCmdlet" || IsForItems(above));

    private static bool SupportsShouldProcess(Type type) =>
        BuiltModule.Cmdlet(type)!.NamedArguments.Any(
            static argument => argument is { MemberName: "SupportsShouldProcess", TypedValue.Value: true });
}
