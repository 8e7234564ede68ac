using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace OpenLines.Tests.Contract;

public sealed partial class SourceTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    private static readonly string[] Built = ["bin", "obj", "out", "TestResults", ".git"];
    private static readonly string[] ScriptEndings = [".ps1", ".psm1", ".psd1"];

    // Windows PowerShell reads a script without a byte order mark in the system's own code page.
    [Fact]
    public void PowerShell_files_are_ASCII() =>
        Assert.DoesNotContain(
            Files(module.Root),
            static file =>
                ScriptEndings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
                    && File.ReadAllBytes(file).Any(static code => code > 127));

    [Fact]
    public void The_module_opens_the_sandbox_in_one_place() =>
        Assert.Equal(
            ["SandboxClient.cs"],
            Files(Path.Combine(module.Root, "src", "OpenLines"))
                .Where(
                    static file =>
                        Path.GetExtension(file) == ".cs" && File.ReadAllText(file).Contains("Bitrix24.Sandbox", StringComparison.Ordinal))
                .Select(static file => Path.GetFileName(file)),
            StringComparer.Ordinal);

    [Fact]
    public void A_secret_is_revealed_to_the_request_the_token_store_and_the_script_of_its_user_alone() =>
        Assert.Equal(
            [
                "AccessTokenCredentials.cs", "Bitrix24Token.cs", "FileFetch.cs", "ProxyCredentials.cs", "Secret.cs", "TokenFileText.cs",
                "TokenGrant.cs", "WebhookCredentials.cs",
            ],
            ShippedWith("Reveal()"),
            StringComparer.Ordinal);

    // A crash report, a log of the runtime or a terminal would show what no redaction has seen.
    [Theory]
    [InlineData("FailFast")]
    [InlineData("Console.Write")]
    [InlineData("Console.Error")]
    [InlineData("Debug.Write")]
    [InlineData("Trace.")]
    [InlineData("EventSource")]
    [InlineData("ActivitySource")]
    [InlineData("DiagnosticSource")]
    [InlineData("DebuggerDisplay")]
    [InlineData("File.Write")]
    [InlineData("File.Append")]
    public void Nothing_shipped_writes_past_the_streams_of_PowerShell(string call) => Assert.Empty(ShippedWith(call));

    [Theory]
    [InlineData("OpenLines", "Bitrix24.OpenLines", "Bitrix24.Rest", "Bitrix24.Sandbox")]
    [InlineData("Bitrix24.OpenLines", "Bitrix24.Rest")]
    [InlineData("Bitrix24.Rest")]
    [InlineData("Bitrix24.Sandbox")]
    public void References_follow_the_arrows(string name, params string[] allowed)
    {
        var ours = module.Assemblies.Select(static assembly => assembly.GetName().Name!).Append(BuiltModule.Engine).ToList();
        var references = module.Assemblies
            .Single(assembly => assembly.GetName().Name == name)
            .GetReferencedAssemblies()
            .Select(static reference => reference.Name!);
        var engine = name == "OpenLines" ? [BuiltModule.Engine] : Array.Empty<string>();
        Assert.Empty(references.Intersect(ours, StringComparer.Ordinal).Except([.. allowed, .. engine], StringComparer.Ordinal));
    }

    [Fact]
    public void The_newest_heading_of_the_changelog_is_the_version_of_the_manifest()
    {
        var headings = ReleaseHeading().Matches(File.ReadAllText(Path.Combine(module.Root, "CHANGELOG.md")));
        Assert.Equal(module.Version, headings[0].Groups["version"].Value);
    }

    private IEnumerable<string?> ShippedWith(string text) =>
        Files(Path.Combine(module.Root, "src"))
            .Where(file => Path.GetExtension(file) == ".cs" && File.ReadAllText(file).Contains(text, StringComparison.Ordinal))
            .Select(static file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(static inner => !Built.Contains(Path.GetFileName(inner), StringComparer.Ordinal))
                .SelectMany(Files));

    [GeneratedRegex(
        """^## \[?(?<version>\d+\.\d+\.\d+)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReleaseHeading();
}
