#if NET
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>Who can get at a token store: where files have modes.</summary>
public sealed class TokenFileRightsTests : IDisposable
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
    private readonly string _path;

    public TokenFileRightsTests()
    {
        Directory.CreateDirectory(_folder);
        _path = Path.Combine(_folder, "store.json");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_is_its_users_alone_from_the_call_on_that_makes_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (PrivateFile.Create(_path))
        {
            Assert.Equal(UserOnly, File.GetUnixFileMode(_path));
        }

        File.Delete(_path);
        using var lease = await LockAsync();
        await lease.WriteAsync(StoredPair.Of(1));
        await lease.WriteAsync(StoredPair.Of(2));
        Assert.Equal(UserOnly, File.GetUnixFileMode(_path));
        Assert.Equal(UserOnly, File.GetUnixFileMode(_path + ".lock"));
    }

    [Fact]
    public void It_is_never_made_where_something_is_not_even_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var target = Path.Combine(_folder, "target");
        File.CreateSymbolicLink(_path, target);

        Assert.ThrowsAny<IOException>(() => PrivateFile.Create(_path));
        Assert.False(File.Exists(target));
    }

    [Theory]
    [InlineData("640")]
    [InlineData("604")]
    [InlineData("620")]
    [InlineData("602")]
    [InlineData("610")]
    [InlineData("777")]
    public async Task It_is_refused_with_the_remedy_where_others_may_get_at_it(string mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var lease = await LockAsync();
        await lease.WriteAsync(StoredPair.Of(1));
        var content = File.ReadAllText(_path);
        File.SetUnixFileMode(_path, (UnixFileMode)Convert.ToInt32(mode, 8));

        foreach (var use in new Func<Task>[] { lease.ReadAsync, () => lease.WriteAsync(StoredPair.Of(2)) })
        {
            var error = await Assert.ThrowsAsync<Bitrix24Exception>(use);
            Assert.True(error.IsOwn(OwnErrorId.InvalidTokenStore));
            Assert.Contains($"mode 0{mode}", error.Description, StringComparison.Ordinal);
            Assert.Contains("chmod 600", error.Row.Advice, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllText(_path));
        }

        File.SetUnixFileMode(_path, UserOnly);
        Assert.Equal(1, StoredPair.NumberOf(await lease.ReadAsync()));
    }

    [Fact]
    public async Task It_is_refused_in_a_folder_in_which_everybody_may_put_another_file_in_its_place()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var lease = await LockAsync();
        File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("777", 8));
        var early = await Assert.ThrowsAsync<Bitrix24Exception>(lease.ReadAsync);
        Assert.True(early.IsOwn(OwnErrorId.InvalidTokenStore), "It is told before the file is made.");

        File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("700", 8));
        await lease.WriteAsync(StoredPair.Of(1));
        File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("777", 8));
        Assert.Contains("chmod o-w", (await Assert.ThrowsAsync<Bitrix24Exception>(lease.ReadAsync)).Row.Advice, StringComparison.Ordinal);

        // With this bit, as in the folder for temporary files, only its owner may.
        File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("1777", 8));
        Assert.Equal(1, StoredPair.NumberOf(await lease.ReadAsync()));
    }

    [Fact]
    public async Task A_pair_that_others_may_have_put_there_is_not_taken()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var lease = await LockAsync();
        var (next, other) = (TokenFileLease.NextOf(_path), Path.Combine(_folder, "other"));
        await lease.WriteAsync(StoredPair.Of(7));
        File.Move(_path, next);
        File.SetUnixFileMode(next, UserOnly | UnixFileMode.OtherRead);
        File.Copy(next, other);
        File.SetUnixFileMode(other, UserOnly);

        Assert.Null(await lease.ReadAsync());
        Assert.False(File.Exists(next));

        File.CreateSymbolicLink(next, other);
        Assert.Null(await lease.ReadAsync());
        Assert.False(File.Exists(next));
        Assert.True(File.Exists(other));
    }

    [Fact]
    public async Task A_link_leads_to_the_file_which_has_one_lock_whatever_name_it_is_called_by()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (link, link2) = (Path.Combine(_folder, "link.json"), Path.Combine(_folder, "link2.json"));
        File.CreateSymbolicLink(link, "store.json");
        File.CreateSymbolicLink(link2, link);
        using (var lease = await new TokenFile(link2).LockAsync(CancellationToken.None))
        {
            await lease.WriteAsync(StoredPair.Of(1));
            Assert.Null(LockedFile.TryOpen(_path + ".lock"));
        }

        Assert.NotNull(new FileInfo(link).LinkTarget);
        using var direct = await LockAsync();
        Assert.Equal(1, StoredPair.NumberOf(await direct.ReadAsync()));
        Assert.False(File.Exists(link + ".lock"));
    }

    [Fact]
    public async Task Links_that_lead_in_a_circle_are_no_store()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(_path, _path + "2");
        File.CreateSymbolicLink(_path + "2", _path);

        var error = await Assert.ThrowsAsync<Bitrix24Exception>(LockAsync);
        Assert.True(error.IsOwn(OwnErrorId.TokenStoreUnavailable));
    }

    private Task<ITokenLease> LockAsync() => new TokenFile(_path).LockAsync(CancellationToken.None);
}
#endif
