using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using LocalPrograms;

namespace OpenLines.Tests.Package;

/// <summary>
/// The package that <c>./build.ps1 -Task Pack</c> makes of the built module, and the one that it makes of it once more;
/// or the one that was made elsewhere and is to be tested here.
/// </summary>
public sealed class PackedTwice : IDisposable
{
    /// <summary>The environment variable that names a package made elsewhere.</summary>
    private const string Variable = "OPENLINES_PACKAGE";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly Checkout _checkout = Checkout.Find();

    public PackedTwice()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } made)
        {
            First = Second = made;
        }
        else if (new PowerShellSearch(_checkout.Root, Environment.GetEnvironmentVariable).Find().Host is { } host)
        {
            First = Pack(host, "first");
            Second = Pack(host, "second");
        }
    }

    /// <summary>The package; empty where there is no PowerShell, and no test then.</summary>
    public string First { get; } = "";

    public string Second { get; } = "";

    internal string Root => _checkout.Root;

    /// <summary>What the package says of itself.</summary>
    /// <param name="name">The name of the element.</param>
    public string Says(string name) =>
        XDocument.Parse(Text("OpenLines.nuspec")).Descendants().Single(element => element.Name.LocalName == name).Value;

    public IReadOnlyList<string> Files() => Read(static archive => archive.Entries.Select(static entry => entry.FullName).ToArray());

    public string Text(string file)
    {
        using var reader = new StreamReader(new MemoryStream(Bytes(file)));
        return reader.ReadToEnd();
    }

    public byte[] Bytes(string file) =>
        Read(archive =>
        {
            using var content = archive.GetEntry(file)!.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        });

    public void Dispose() => _folder.Dispose();

    private T Read<T>(Func<ZipArchive, T> read)
    {
        using var archive = ZipFile.OpenRead(First);
        return read(archive);
    }

    private string Pack(PowerShellHost host, string name)
    {
        var output = Path.Combine(_folder.Path, name);
        var said = ChildProcess.Run(
            host.Describe(Path.Combine(Root, "build.ps1"), ["-Task", "Pack", "-NoBuild", "-OutputPath", output], Root), Longest);
        Assert.True(said.IsSuccess, said.Output);
        return Assert.Single(Directory.GetFiles(output));
    }
}
