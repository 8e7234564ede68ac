using System;
using System.IO;
using LocalPrograms;

namespace OpenLines.Tests.Tools;

public sealed class PowerShellSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void None_stands_for_a_machine_without_PowerShell()
    {
        var finding = Find("none", path: "");

        Assert.Null(finding.Host);
        Assert.Equal("No PowerShell 7.4 or later: OPENLINES_PWSH is none.", finding.Note);
    }

    [Fact]
    public void A_named_PowerShell_that_does_not_exist_is_told()
    {
        var finding = Find(Path.Combine(_folder.Path, "missing"), path: "");

        Assert.Null(finding.Host);
        Assert.Contains("does not run", finding.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_is_on_PATH_the_tool_manifest_is_asked_and_the_note_is_one_line()
    {
        // A manifest that no package source can serve.
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".config"));
        _folder.Write(
            Path.Combine(".config", "dotnet-tools.json"),
            """{ "version": 1, "isRoot": true, "tools": { "openlines.no.such.tool": { "version": "1.0.0", "commands": [ "pwsh" ] } } }""");
        _folder.Write(
            "nuget.config", """<configuration><packageSources><clear /><add key="here" value="." /></packageSources></configuration>""");

        var finding = Find(named: null, path: _folder.Path);

        Assert.Null(finding.Host);
        Assert.Contains("not on PATH; not to be had as a .NET tool (", finding.Note, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.Note);
    }

    [Theory]
    [InlineData("7.6.5", true)]
    [InlineData("7.4.0-rc.1", true)]
    [InlineData("7.2.24", false)]
    [InlineData("5.1.22621.1", true)]
    [InlineData("6.2.7", false)]
    [InlineData("5.0.10586.117", false)]
    [InlineData("surprise", false)]
    public void Only_what_the_module_runs_in_is_used(string version, bool isUsed)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = _folder.Write("pwsh", $"#!/bin/sh\necho {version}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var finding = Find(file, path: "");

        Assert.Equal(isUsed, finding.Host is not null);
        Assert.Contains(version, finding.Note, StringComparison.Ordinal);
    }

    private PowerShellFinding Find(string? named, string path) =>
        new PowerShellSearch(_folder.Path, name => name switch
        {
            PowerShellSearch.Variable => named,
            "PATH" => path,
            _ => Environment.GetEnvironmentVariable(name),
        }).Find();
}
