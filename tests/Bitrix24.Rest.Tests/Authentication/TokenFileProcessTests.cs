using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A token store that real processes share, of which some are killed.</summary>
public sealed class TokenFileProcessTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
    private readonly string _path;

    public TokenFileProcessTests()
    {
        Directory.CreateDirectory(_folder);
        _path = Path.Combine(_folder, "store.json");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_take_the_next_pair_many_times_and_never_the_same()
    {
        const int Turns = 300;
        var processes = Enumerable.Range(0, 2).Select(_ => Start("rotate", Turns)).ToList();
        var numbers = (await Task.WhenAll(processes.Select(ReadAllAsync))).SelectMany(static lines => lines).ToList();

        Assert.All(processes, static process => Assert.Equal(0, process.ExitCode));
        Assert.Equal(Enumerable.Range(1, 2 * Turns), numbers.Order());
        processes.ForEach(static process => process.Dispose());
        Assert.Equal(2 * Turns, await ReadAsync());
    }

    [Theory]
    [InlineData("locked", 1)]
    [InlineData("begun", 1)]
    [InlineData("half", 1)]
    [InlineData("written", 2)]
    [InlineData("replaced", 2)]
    public async Task One_that_is_killed_at_a_step_leaves_a_whole_pair_and_holds_nobody_up(string step, int left)
    {
        using (var lease = await LockAsync())
        {
            await lease.WriteAsync(StoredPair.Of(1));
        }

        using (var process = Start(step))
        {
            Assert.Equal(step, await process.StandardOutput.ReadLineAsync());
            Assert.Null(LockedFile.TryOpen(_path + ".lock"));
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.Equal(left, await ReadAsync());
        using (var next = Start("rotate", 1))
        {
            Assert.Equal([left + 1], await ReadAllAsync(next));
        }

        Assert.Equal([_path, _path + ".lock"], Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_is_killed_anywhere_leaves_the_pair_that_it_said_or_the_next_one()
    {
        var last = 0;
        for (var run = 1; run <= 15; run++)
        {
            using var process = Start("rotate", int.MaxValue);
            for (var line = 0; line < run; line++)
            {
                last = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            }

            process.Kill();
            var rest = await ReadAllAsync(process);
            last = rest.Count > 0 ? rest[^1] : last;
            var left = await ReadAsync();
            Assert.InRange(left, last, last + 1);
            last = left;
        }
    }

    private static async Task<List<int>> ReadAllAsync(Process process)
    {
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        // The last line may be cut.
        return [.. text.Substring(0, text.LastIndexOf('\n') + 1).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    private Process Start(string step, int count = 1)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(StoredPair).Assembly.Location);
        start.ArgumentList.Add(step);
        start.ArgumentList.Add(_path);
        start.ArgumentList.Add(count.ToString(CultureInfo.InvariantCulture));
        return Process.Start(start)!;
    }

    private async Task<int> ReadAsync()
    {
        using var lease = await LockAsync();
        return StoredPair.NumberOf(await lease.ReadAsync());
    }

    private Task<ITokenLease> LockAsync() => new TokenFile(_path).LockAsync(CancellationToken.None);
}
