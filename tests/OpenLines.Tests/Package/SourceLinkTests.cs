using System;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using LocalPrograms;

namespace OpenLines.Tests.Package;

public sealed class SourceLinkTests : IDisposable
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly string[] Settings =
    [
        "Directory.Build.props", "Directory.Packages.props", "OpenLines.psd1", "src/Directory.Build.props",
    ];

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Checkout _checkout = Checkout.Find();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // A checkout with the settings of this one and a project of one line: what is built here may come from nowhere.
    [Fact]
    public void What_a_checkout_of_GitHub_builds_leads_to_its_lines_there_and_names_no_path_of_the_machine()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "src", "Probe"));
        foreach (var setting in Settings)
        {
            File.Copy(Path.Combine(_checkout.Root, setting), Path.Combine(_folder.Path, setting));
        }

        _folder.Write(
            "src/Probe/Probe.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net8.0</TargetFrameworks></PropertyGroup>
            </Project>
            """);
        _folder.Write(
            "src/Probe/Probe.cs", "namespace Probe;\n\ninternal static class Probe\n{\n    internal static int Answer() => 42;\n}\n");
        Run("git", "init", "--quiet");
        Run("git", "remote", "add", "origin", "https://github.com/example/OpenLines.git");
        Run("git", "add", ".");
        Run("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "All");
        Run(
            DotnetHost(),
            "build",
            "src/Probe",
            "--configuration",
            "Release",
            "-p:ContinuousIntegrationBuild=true",
            "-p:RunAnalyzers=false");

        using var file = File.OpenRead(Path.Combine(_folder.Path, "src", "Probe", "bin", "Release", "net8.0", "Probe.dll"));
        using var assembly = new PEReader(file);
        var embedded = assembly.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var symbols = provider.GetMetadataReader();

        Assert.Contains("https://raw.githubusercontent.com/example/OpenLines/", Links(symbols), StringComparison.Ordinal);
        var paths = symbols.Documents.Select(handle => symbols.GetString(symbols.GetDocument(handle).Name)).ToList();
        Assert.Contains("/_/src/Probe/Probe.cs", paths);
        Assert.DoesNotContain(paths, path => path.StartsWith(_folder.Path, StringComparison.Ordinal));
    }

    private static string Links(MetadataReader symbols) =>
        symbols.CustomDebugInformation.Select(symbols.GetCustomDebugInformation)
            .Where(entry => symbols.GetGuid(entry.Kind) == SourceLink)
            .Select(entry => Encoding.UTF8.GetString(symbols.GetBlobBytes(entry.Value)))
            .Single();

    private static string DotnetHost() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    private void Run(string program, params string[] arguments)
    {
        var said = ChildProcess.Run(ChildProcess.Describe(program, arguments, _folder.Path), Longest);
        Assert.True(said.IsSuccess, said.Output);
    }
}
