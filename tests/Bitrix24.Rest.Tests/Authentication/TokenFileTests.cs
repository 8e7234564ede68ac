using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>The file that a sign-in is kept in.</summary>
public sealed class TokenFileTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
    private readonly string _path;

    public TokenFileTests()
    {
        Directory.CreateDirectory(_folder);
        _path = Path.Combine(_folder, "sign in.json");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Has_nothing_before_something_is_stored()
    {
        using var lease = await LockAsync();

        Assert.Null(await lease.ReadAsync());
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public async Task Keeps_all_of_a_pair_and_then_all_of_the_next_one()
    {
        using (var lease = await LockAsync())
        {
            await lease.WriteAsync(StoredPair.Of(1));
            await lease.WriteAsync(StoredPair.Of(2));
        }

        using var again = await LockAsync();
        var (read, written) = ((await again.ReadAsync())!, StoredPair.Of(2));
        Assert.True(read.AccessToken.Is(written.AccessToken.Reveal()));
        Assert.True(read.RefreshToken.Is(written.RefreshToken.Reveal()));
        Assert.Equal(written.ExpiresAt, read.ExpiresAt);
        Assert.Equal(written.Portal, read.Portal);
        Assert.Equal(written.TokenServer, read.TokenServer);
        Assert.Equal(written.MemberId, read.MemberId);
        Assert.Equal(written.ClientId, read.ClientId);
    }

    [Fact]
    public async Task Keeps_a_pair_of_which_little_was_told()
    {
        using var lease = await LockAsync();
        var before = StoredPair.Of(1);
        await lease.WriteAsync(new()
        {
            AccessToken = before.AccessToken,
            RefreshToken = before.RefreshToken,
            ExpiresAt = before.ExpiresAt,
            Portal = new Uri("http://127.0.0.1:8080/"),
            TokenServer = null,
            MemberId = "",
            ClientId = before.ClientId,
        });

        var read = (await lease.ReadAsync())!;
        Assert.Equal("http://127.0.0.1:8080/", read.Portal.AbsoluteUri);
        Assert.Null(read.TokenServer);
        Assert.Equal("", read.MemberId);
    }

    [Fact]
    public async Task Leaves_nothing_beside_it_but_its_lock()
    {
        using (var lease = await LockAsync())
        {
            await lease.WriteAsync(StoredPair.Of(1));
            await lease.WriteAsync(StoredPair.Of(2));
        }

        Assert.Equal(
            ["sign in.json", "sign in.json.lock"],
            Directory.GetFiles(_folder).Select(Path.GetFileName).OrderBy(static name => name, StringComparer.Ordinal));
        Assert.Equal(0, new FileInfo(_path + ".lock").Length);
    }

    [Fact]
    public async Task Is_untouched_until_somebody_has_locked_it_and_to_look_leaves_nothing()
    {
        var store = new TokenFile(_path);
        Assert.True(store.IsUntouched());
        Assert.Empty(Directory.GetFiles(_folder));

        (await LockAsync()).Dispose();
        Assert.False(store.IsUntouched());
    }

    [Fact]
    public async Task Is_not_untouched_where_only_its_lock_is_missing()
    {
        using (var lease = await LockAsync())
        {
            await lease.WriteAsync(StoredPair.Of(1));
        }

        File.Delete(_path + ".lock");
        Assert.False(new TokenFile(_path).IsUntouched());
    }

    [Fact]
    public async Task Is_had_by_one_after_the_other()
    {
        var order = new StringBuilder();
        var first = await LockAsync();
        var second = Task.Run(async () =>
        {
            using var lease = await LockAsync();
            order.Append("second");
        });
        order.Append("first ");
        first.Dispose();
        await second;

        Assert.Equal("first second", order.ToString());
    }

    [Fact]
    public async Task Loses_no_step_of_many_that_want_it_at_once()
    {
        const int Users = 8;
        const int Turns = 20;
        await Task.WhenAll(Enumerable.Range(0, Users).Select(_ => Task.Run(async () =>
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                using var lease = await LockAsync();
                await lease.WriteAsync(StoredPair.Of(StoredPair.NumberOf(await lease.ReadAsync()) + 1));
            }
        })));

        using var end = await LockAsync();
        Assert.Equal(Users * Turns, StoredPair.NumberOf(await end.ReadAsync()));
    }

    [Fact]
    public async Task Is_no_longer_waited_for_once_that_is_cancelled()
    {
        using var lease = await LockAsync();
        using var stop = new CancellationTokenSource();
        var waiting = new TokenFile(_path, new VirtualTime()).LockAsync(stop.Token);
        Assert.False(waiting.IsCompleted);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Is_waited_for_as_long_as_no_refresh_takes_and_then_no_longer()
    {
        using var lease = await LockAsync();
        var time = new VirtualTime();
        var waiting = new TokenFile(_path, time).LockAsync(CancellationToken.None);
        while (!waiting.IsCompleted)
        {
            time.AdvanceToNextTimer();
            await Task.Yield();
        }

        var error = await Assert.ThrowsAsync<Bitrix24Exception>(() => waiting);
        Assert.True(error.IsOwn(OwnErrorId.TokenStoreUnavailable));
        Assert.InRange(time.Elapsed.TotalMinutes, 5, 5.1);
    }

    [Theory]
    [InlineData("", "it is empty, or a pipe")]
    [InlineData("{", "damaged")]
    [InlineData("null", "it is no token store")]
    [InlineData("[]", "it is no token store")]
    [InlineData("{}", "it is no token store")]
    [InlineData("\0\0\0\0", "damaged")]
    [InlineData("""{"kind":"Bitrix24 token store"}""", "another version")]
    [InlineData("""{"kind":"Bitrix24 token store","form":"1"}""", "another version")]
    [InlineData("""{"kind":"Bitrix24 token store","form":2}""", "another version")]
    [InlineData("""{"kind":"Bitrix24 token store","form":1}""", "it is damaged")]
    [InlineData("""{"kind":"\ud800","form":1}""", "it is no token store")]
    [InlineData("code,name\nlivechat|1|2|3,Ann\n", "damaged")]
    public async Task Is_refused_where_something_else_is_and_leaves_that_as_it_is(string content, string problem)
    {
        await PutAsync(content);
        using var lease = await LockAsync();

        foreach (var use in new Func<Task>[] { lease.ReadAsync, () => lease.WriteAsync(StoredPair.Of(1)) })
        {
            var error = await Assert.ThrowsAsync<Bitrix24Exception>(use);
            Assert.True(error.IsOwn(OwnErrorId.InvalidTokenStore));
            Assert.Contains(_path, error.Description, StringComparison.Ordinal);
            Assert.Contains(problem, error.Description, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllText(_path));
        }
    }

    [Fact]
    public async Task Is_refused_with_any_byte_missing_at_its_end_or_with_one_field_spoilt()
    {
        using var lease = await LockAsync();
        await lease.WriteAsync(StoredPair.Of(1));
        var whole = File.ReadAllText(_path);
        for (var length = 0; length < whole.Length - 1; length++)
        {
            Overwrite(whole.Substring(0, length));
            Assert.True((await Assert.ThrowsAsync<Bitrix24Exception>(lease.ReadAsync)).IsOwn(OwnErrorId.InvalidTokenStore));
        }

        foreach (var (field, value) in new[]
        {
            ("accessToken", "\"\""), ("accessToken", "\"a b\""), ("refreshToken", "5"), ("refreshToken", $"\"{new string('x', 4097)}\""),
            ("portal", "\"http://portal.example/\""), ("portal", "null"), ("tokenServer", "\"ftp://x/\""), ("memberId", "null"),
            ("clientId", "\"\""), ("expiresAt", "\"soon\""), ("protected", "\"AAAA\""),
        })
        {
            Overwrite(whole.Replace($"\"{field}\"", $"\"was\"").Replace("\"form\"", $"\"{field}\": {value},\n  \"form\""));
            Assert.True((await Assert.ThrowsAsync<Bitrix24Exception>(lease.ReadAsync)).IsOwn(OwnErrorId.InvalidTokenStore), field);
        }
    }

    [Fact]
    public async Task Is_not_read_where_it_is_too_large_to_be_one()
    {
        await PutAsync("");
        using (var file = File.OpenWrite(_path))
        {
            file.SetLength(1L << 32);
        }

        using var lease = await LockAsync();
        Assert.Contains("too large", (await Assert.ThrowsAsync<Bitrix24Exception>(lease.ReadAsync)).Description, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Bitrix24Exception>(() => lease.WriteAsync(StoredPair.Of(1)));
        Assert.Equal(1L << 32, new FileInfo(_path).Length);
    }

    [Fact]
    public async Task Takes_a_pair_that_a_killed_process_has_written_whole_and_not_put_in_place()
    {
        using var lease = await LockAsync();
        await lease.WriteAsync(StoredPair.Of(2));
        File.Move(_path, TokenFileLease.NextOf(_path));
        await lease.WriteAsync(StoredPair.Of(3));
        File.Move(_path, _path + ".3");
        await lease.WriteAsync(StoredPair.Of(1));
        File.Move(_path + ".3", TokenFileLease.NextOf(_path));

        Assert.Equal(3, StoredPair.NumberOf(await lease.ReadAsync()));
        Assert.False(File.Exists(TokenFileLease.NextOf(_path)));
        Assert.Equal(3, StoredPair.NumberOf(await lease.ReadAsync()));
    }

    [Fact]
    public async Task Keeps_such_a_pair_until_what_is_wrong_with_the_store_is_put_right()
    {
        using var lease = await LockAsync();
        await lease.WriteAsync(StoredPair.Of(2));
        File.Move(_path, TokenFileLease.NextOf(_path));
        File.WriteAllText(_path, "something else");

        await Assert.ThrowsAsync<Bitrix24Exception>(lease.ReadAsync);
        await Assert.ThrowsAsync<Bitrix24Exception>(() => lease.WriteAsync(StoredPair.Of(3)));
        File.Delete(_path);
        Assert.Equal(2, StoredPair.NumberOf(await lease.ReadAsync()));
    }

    private Task<ITokenLease> LockAsync() => new TokenFile(_path).LockAsync(CancellationToken.None);

    private void Overwrite(string content)
    {
        using var file = new FileStream(_path, FileMode.Truncate, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(content), 0, Encoding.UTF8.GetByteCount(content));
    }

    private async Task PutAsync(string content)
    {
        using (var lease = await LockAsync())
        {
            await lease.WriteAsync(StoredPair.Of(9));
        }

        Overwrite(content);
    }
}
