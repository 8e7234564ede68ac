using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using LocalPrograms;

namespace OpenLines.Tests.Tools;

/// <summary>The tool, with a package source in a folder and a package that is made for the purpose.</summary>
public sealed class PowerShellToolTests : IDisposable
{
    // A package folder that the environment names outlives the test: what another test was served must not be found there.
    private readonly string _package = $"openlines.tests.{Guid.NewGuid():N}";

    private readonly TemporaryFolder _folder = new();

    public PowerShellToolTests() => _folder.Write("nuget.config", """
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <packageSources><clear /><add key="here" value="source" /></packageSources>
        </configuration>
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Restores_at_the_same_time_do_not_break_each_other()
    {
        Serve("7.6.1");
        Pin("7.6.1");

        var tools = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(Restore)));

        Assert.All(tools, static tool => Assert.Equal(("dotnet tool run pwsh --", null), tool));
    }

    [Fact]
    public void The_pinned_version_is_taken_while_it_is_served()
    {
        Serve("7.6.1");
        Serve("7.6.2");
        Pin("7.6.1");

        Assert.Equal(("dotnet tool run pwsh --", null), Restore());
        Assert.False(Directory.Exists(LaterPatch));
    }

    [Fact]
    public void Where_the_pinned_version_is_gone_the_last_patch_of_its_minor_version_is_taken()
    {
        Serve("7.6.2");
        Serve("7.6.10");
        Serve("7.7.0");
        Pin("7.6.1");

        var (command, problem) = Restore();

        Assert.Null(problem);
        Assert.Equal(Path.Combine(LaterPatch, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"), command);
        Assert.Equal("7.6.10", Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(LaterPatch, ".store", _package)))));
    }

    [Fact]
    public void Where_no_patch_is_served_the_reason_is_one_line()
    {
        Serve("7.7.0");
        Pin("7.6.1");

        var (command, problem) = Restore();

        Assert.Null(command);
        Assert.Contains("7.6.1", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem!);
    }

    private string LaterPatch => Path.Combine(_folder.Path, "out", "powershell");

    private (string? Command, string? Problem) Restore()
    {
        var command = new PowerShellTool(_folder.Path, "dotnet").Restore(out var problem);
        return (command is null ? null : string.Join(' ', command), problem);
    }

    private void Pin(string version)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".config"));
        _folder.Write(
            Path.Combine(".config", "dotnet-tools.json"),
            $$"""{ "version": 1, "isRoot": true, "tools": { "{{_package}}": { "version": "{{version}}", "commands": [ "pwsh" ] } } }""");
    }

    private void Serve(string version)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "source"));
        using var package = ZipFile.Open(Path.Combine(_folder.Path, "source", $"{_package}.{version}.nupkg"), ZipArchiveMode.Create);
        Add("tool.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{_package}</id><version>{version}</version><authors>none</authors><description>none</description>
                <packageTypes><packageType name="DotnetTool" /></packageTypes>
              </metadata>
            </package>
            """);
        Add("tools/net10.0/any/DotnetToolSettings.xml", """
            <DotNetCliTool Version="1"><Commands><Command Name="pwsh" EntryPoint="tool.dll" Runner="dotnet" /></Commands></DotNetCliTool>
            """);
        // The SDK looks into it, though nobody runs it.
        package.CreateEntryFromFile(typeof(PowerShellTool).Assembly.Location, "tools/net10.0/any/tool.dll");

        void Add(string name, string text)
        {
            using var writer = new StreamWriter(package.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
