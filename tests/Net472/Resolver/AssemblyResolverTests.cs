using System.IO;
using System.Reflection;

namespace Net472;

/// <summary>The resolver of the module for Windows PowerShell in a domain that finds none of its assemblies by itself.</summary>
public sealed class AssemblyResolverTests : IDisposable
{
    private readonly DirectoryInfo _empty = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
    private readonly AppDomain _domain;
    private readonly ImportingDomain _host;

    public AssemblyResolverTests()
    {
        _domain = AppDomain.CreateDomain(
            nameof(AssemblyResolverTests), securityInfo: null, new AppDomainSetup { ApplicationBase = _empty.FullName });
        _host = (ImportingDomain)_domain.CreateInstanceFromAndUnwrap(
            typeof(ImportingDomain).Assembly.Location, typeof(ImportingDomain).FullName);
    }

    private static string Folder => Path.GetDirectoryName(typeof(AssemblyResolverTests).Assembly.Location)!;

    public void Dispose()
    {
        AppDomain.Unload(_domain);
        _empty.Delete(recursive: true);
    }

    [Theory]
    [InlineData("System.Memory")]
    [InlineData("System.Text.Json")]
    public void An_older_version_is_answered_with_the_shipped_one_while_the_module_is_imported(string name)
    {
        var shipped = AssemblyName.GetAssemblyName(Path.Combine(Folder, name + ".dll"));
        var older = new AssemblyName(shipped.FullName) { Version = new Version(4, 0, 0, 0) }.FullName;

        Assert.Null(_host.Load(older));
        _host.Import();
        Assert.Equal($"{Folder} {shipped.Version}", _host.Load(older));
    }

    [Fact]
    public void A_newer_version_is_not_answered()
    {
        _host.Import();

        Assert.Null(_host.Load("System.Memory, Version=99.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51"));
    }

    [Fact]
    public void After_the_module_is_removed_nothing_is_answered()
    {
        _host.Import();
        _host.Remove();

        Assert.Null(_host.Load("System.Memory, Version=4.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51"));
    }
}
