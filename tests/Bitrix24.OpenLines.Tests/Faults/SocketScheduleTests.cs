using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Bitrix24.Rest;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>
/// What virtual time cannot see: connections that are reset, closed in order while a request is on its way, or stand still, and a portal
/// that is killed and comes again. The environment variable OPENLINES_SOCKET_SCHEDULES sets how many runs.
/// </summary>
public sealed class SocketScheduleTests(ITestOutputHelper output)
{
    private const int Usual = 5;

    // Tests leave no files at home.
    static SocketScheduleTests() => Environment.SetEnvironmentVariable(PaceFile.FolderVariable, "none");

    [Fact]
    public async Task No_law_is_broken_over_real_sockets()
    {
        var count = int.TryParse(
            Environment.GetEnvironmentVariable("OPENLINES_SOCKET_SCHEDULES"), NumberStyles.None, CultureInfo.InvariantCulture, out var set)
            ? set
            : Usual;
        var runs = Enumerable.Range(0, count).Select(static seed => new SocketRun(seed)).ToList();
        foreach (var together in runs.Chunk(Usual))
        {
            // Each has a thread of its own, which waits for the most of its time.
            await Task.WhenAll(together.Select(
                static run => Task.Factory.StartNew(run.RunAsync, TaskCreationOptions.LongRunning).Unwrap()));
        }

        runs.ForEach(run => output.WriteLine(run.Story));
        var broken = runs.SelectMany(static run => run.Broken).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken.Take(20)));
    }
}
