using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using LocalPrograms;
using OpenLines.Tests.Pester;

namespace OpenLines.Tests.Package;

/// <summary>The package in the hands of a user who has nothing else of ours.</summary>
[Collection(PackageGroup.Name)]
public sealed class InstallTests(PackedTwice package) : IDisposable
{
    private const string Key = "a-key-that-nobody-may-see";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PowerShellFact(installs: true)]
    public void It_is_installed_published_updated_and_does_the_main_job()
    {
        var checkout = Checkout.Find();
        var host = new PowerShellSearch(checkout.Root, Environment.GetEnvironmentVariable).Find().Host!;
        var version = Path.GetFileNameWithoutExtension(package.First)["OpenLines.".Length..];

        var said = Run(
            host,
            Path.Combine(checkout.Root, "tests", "Package", "Install-Package.ps1"),
            "-Package", package.First, "-Folder", _folder.Path, "-Build", Path.Combine(checkout.Root, "build.ps1"));

        Assert.True(said.IsSuccess, said.Output);
        Assert.DoesNotContain(Key, said.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(said.Output[said.Output.IndexOf('{', StringComparison.Ordinal)..]);
        var answer = json.RootElement;
        Assert.Empty(Texts(answer, "Before"));
        Assert.Equal(["0.0.1"], Texts(answer, "Installed"));
        Assert.Contains(Texts(answer, "DryRun"), static line => line.Contains("Nothing was published", StringComparison.Ordinal));
        Assert.Equal(["OpenLines.0.0.1.nupkg"], Texts(answer, "AfterDryRun"));
        Assert.Contains(answer.TryGetProperty("Push", out _) ? Texts(answer, "Push") : ["Published."], static line => line == "Published.");
        Assert.Equal(["OpenLines.0.0.1.nupkg", $"OpenLines.{version}.nupkg"], Texts(answer, "AfterPush"));
        Assert.Equal(["0.0.1", version], Texts(answer, "Updated"));
        Assert.Equal(["OpenLines"], Texts(answer, "FoundByTag"));
        Assert.Equal(package.Says("projectUrl"), answer.GetProperty("ProjectUri").GetString());
        Assert.Equal(package.Says("iconUrl"), answer.GetProperty("IconUri").GetString());
        Assert.EndsWith(Path.Combine("OpenLines", version), answer.GetProperty("Location").GetString(), StringComparison.Ordinal);

        DoesTheMainJob(checkout, host);
    }

    // Away from the checkout the sample takes the installed module, or ends with 2 where there is none.
    private void DoesTheMainJob(Checkout checkout, PowerShellHost host)
    {
        var desk = Directory.CreateDirectory(Path.Combine(_folder.Path, "desk")).FullName;
        foreach (var file in new[] { checkout.SampleScript, checkout.SampleCodes })
        {
            File.Copy(file, Path.Combine(desk, Path.GetFileName(file)));
        }

        var said = Run(host, Path.Combine(desk, Path.GetFileName(checkout.SampleScript)), "-Sandbox");

        Assert.True(said.ExitCode == 1, said.Output);
        Assert.Equal(16 + 1, File.ReadLines(Assert.Single(Directory.GetFiles(desk, "done-*.csv"))).Count());
        Assert.Equal(4 + 1, File.ReadLines(Assert.Single(Directory.GetFiles(desk, "failed-*.csv"))).Count());
    }

    // A home of its own; what the SDK keeps in the user's own stays where it is, PowerShell as a .NET tool among it.
    private ChildResult Run(PowerShellHost host, string script, params string[] arguments)
    {
        var start = host.Describe(script, arguments, package.Root);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        start.Environment.TryAdd("NUGET_PACKAGES", Path.Combine(home, ".nuget", "packages"));
        start.Environment.TryAdd("DOTNET_CLI_HOME", home);
        start.Environment["HOME"] = Directory.CreateDirectory(Path.Combine(_folder.Path, "home")).FullName;
        foreach (var name in new[] { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "PSModulePath" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["OPENLINES_PUBLISH_KEY"] = Key;
        return ChildProcess.Run(start, Longest);
    }

    private static string[] Texts(JsonElement answer, string name) =>
        [.. answer.GetProperty(name).EnumerateArray().Select(static text => text.GetString()!)];
}
