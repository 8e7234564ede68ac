using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A place where no sign-in can be kept is told at once.</summary>
public sealed class TokenFilePlaceTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
    private readonly string _path;

    public TokenFilePlaceTests()
    {
        Directory.CreateDirectory(_folder);
        _path = Path.Combine(_folder, "sign in.json");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Is_no_pipe_and_waits_for_nobody_to_write_into_one()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var place in new[] { _path, TokenFileLease.NextOf(_path) })
        {
            Process.Start("mkfifo", $"-m 600 \"{place}\"").WaitForExit();
        }

        using var lease = await LockAsync();
        var error = await Assert.ThrowsAsync<Bitrix24Exception>(lease.ReadAsync);
        Assert.True(error.IsOwn(OwnErrorId.InvalidTokenStore));
        Assert.Contains("a pipe or a device", error.Description, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Bitrix24Exception>(() => lease.WriteAsync(StoredPair.Of(1)));

        File.Delete(_path);
        await lease.WriteAsync(StoredPair.Of(1));
        Assert.Equal(1, StoredPair.NumberOf(await lease.ReadAsync()));
    }

    [Fact]
    public async Task Is_no_folder()
    {
        Directory.CreateDirectory(_path);
        using var lease = await LockAsync();

        Assert.True((await Assert.ThrowsAsync<Bitrix24Exception>(lease.ReadAsync)).IsOwn(OwnErrorId.InvalidTokenStore));
        var error = await Assert.ThrowsAsync<Bitrix24Exception>(() => lease.WriteAsync(StoredPair.Of(1)));
        Assert.True(error.IsOwn(OwnErrorId.InvalidTokenStore));
        Assert.Empty(Directory.GetFiles(_path));
    }

    [Fact]
    public async Task Is_not_to_be_had_where_its_folder_is_not_there()
    {
        var error = await Assert.ThrowsAsync<Bitrix24Exception>(
            () => new TokenFile(Path.Combine(_folder, "none", "store.json")).LockAsync(CancellationToken.None));

        Assert.True(error.IsOwn(OwnErrorId.TokenStoreUnavailable));
        Assert.Contains("folder", error.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b")]
    public async Task Is_not_to_be_had_under_a_name_that_no_file_has(string name)
    {
        var error = await Assert.ThrowsAsync<Bitrix24Exception>(() => new TokenFile(name).LockAsync(CancellationToken.None));

        Assert.True(error.IsOwn(OwnErrorId.TokenStoreUnavailable));
    }

    private Task<ITokenLease> LockAsync() => new TokenFile(_path).LockAsync(CancellationToken.None);
}
