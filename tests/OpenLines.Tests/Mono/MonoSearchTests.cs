using System;
using System.IO;

namespace OpenLines.Tests.Mono;

public sealed class MonoSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void None_stands_for_a_machine_without_Mono() => AssertNone(Find("none", path: "/usr/bin"), "OPENLINES_MONO is none.");

    [Fact]
    public void Where_none_is_on_PATH_the_note_says_so() => AssertNone(Find(named: null, _folder.Path), "mono is not on PATH.");

    [Fact]
    public void A_named_Mono_that_does_not_exist_is_told()
    {
        var missing = Path.Combine(_folder.Path, "missing");

        Assert.StartsWith($"{missing} does not run (", Find(missing, path: "").Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_runtime_without_the_names_of_NET_Standard_is_not_enough()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(Path.Combine(_folder.Path, "bin"));
        var file = _folder.Write(Path.Combine("bin", "mono"), "#!/bin/sh\necho Mono JIT compiler version 6.8.0.105\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.EndsWith("Debian has it in mono-devel.", Find(named: null, Path.GetDirectoryName(file)!).Note, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(_folder.Path, "lib", "mono", "4.5", "Facades"));
        _folder.Write(Path.Combine("lib", "mono", "4.5", "Facades", "System.Runtime.dll"), "");
        Assert.Equal(new MonoFinding(file, "Mono JIT compiler version 6.8.0.105"), Find(named: null, Path.GetDirectoryName(file)!));
    }

    private static void AssertNone(MonoFinding finding, string note) => Assert.Equal(new MonoFinding(null, note), finding);

    private static MonoFinding Find(string? named, string path) =>
        new MonoSearch(name => name switch
        {
            MonoSearch.Variable => named,
            "PATH" => path,
            _ => Environment.GetEnvironmentVariable(name),
        }).Find();
}
