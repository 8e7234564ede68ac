using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>
/// One job over real sockets, with faults of the connections that a seed chooses, judged by the laws that hold whatever comes.
/// </summary>
internal sealed class SocketRun(int seed)
{
    private const int Chats = 2000;
    private const int Warm = 50;
    private const int FirstOneShot = 1000;
    private const int Each = 300;

    // Once long enough for everything: what is not over by then never comes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(3);

    private readonly Random _random = new(seed);
    private readonly SandboxPortal _portal = SandboxPortal.CreateDefault(CreateOptions());
    private readonly List<string> _broken = [];
    private volatile bool _isCalm = true;

    /// <summary>What befell it, in a line.</summary>
    public string Story { get; private set; } = "";

    /// <summary>The laws that it broke.</summary>
    public IReadOnlyList<string> Broken => _broken;

    public async Task RunAsync()
    {
        _portal.AddChats(Chats);
        await using var server = await PortalServer.StartAsync(_portal, recorded: 0);
        var relay = new SocketRelay(server.Address.Port, NextFate);
        relay.Open();
        var client = Connect(relay.Port);

        // Until it is known how fast the portal is, the chats of a lost request rest for as long as its work might take.
        var first = Submit(client, [.. Joins(1, Warm), .. OneShots(Warm, 2)]);
        Take(first);

        // What is connected has met its fate.
        _isCalm = false;
        relay.Kill();
        relay.Open();
        using var over = new CancellationTokenSource();
        var kills = KillAsync(relay, over.Token);
        var jobs = new[] { Submit(client, Joins(Warm + 1, Each)), Submit(client, OneShots(FirstOneShot, Each)), Submit(client, Opens()) };
        foreach (var job in jobs)
        {
            Take(job);
        }

        await over.CancelAsync();
        await kills;
        var counters = client.Dispatcher.Counters;
        client.Dispose();
        await relay.DisposeAsync();
        Judge(jobs.Prepend(first).SelectMany(static job => job.Calls).ToList(), counters);
        Story = $"seed {seed}: {counters.Requests} requests, {counters.Retries} calls again, {counters.Failed} of {counters.Calls} failed, "
            + $"killed {relay.Kills} times, " + string.Join(", ", relay.Met.Select(static pair => $"{pair.Key} {pair.Value}"));
    }

    private static SandboxOptions CreateOptions()
    {
        var options = new SandboxOptions();
        foreach (var method in new[] { SessionMethods.Open.Name, SessionMethods.Join.Name, FaultJob.OneShot.Name })
        {
            options.Durations[method] = Work;
        }

        return options;
    }

    private static Bitrix24Client Connect(int port) => Bitrix24Client.ForPortal(
        new WebhookCredentials(new Uri($"http://127.0.0.1:{port}/"), "1", new Secret("sandboxwebhook1")),
        new RetryPolicy { RetryInterval = TimeSpan.FromMilliseconds(20), RequestTimeout = TimeSpan.FromSeconds(30) });

    private static IEnumerable<Call> Joins(int start, int count) => OnChats(SessionMethods.Join, start, count);

    private static IEnumerable<Call> OneShots(int start, int count) => OnChats(FaultJob.OneShot, start, count);

    private static IEnumerable<Call> OnChats(RestMethod<bool> method, int start, int count) =>
        Enumerable.Range(start, count).Select(number => SessionMethods.OnChat(method, new(ChatDirectory.GeneratedBase + number)));

    private static IEnumerable<Call> Opens() =>
        Enumerable.Range(1, Each).Select(static number => SessionMethods.OpenChat(new($"livechat|1|{number}|{number}")));

    private static Job Submit(Bitrix24Client client, IEnumerable<Call> calls)
    {
        var job = new Job(new CallSequence<int>(client.Dispatcher) { Thread = PipelineThread.None }, [.. calls]);
        foreach (var call in job.Calls)
        {
            job.Sequence.Add(0, call);
        }

        job.Sequence.Flush();
        return job;
    }

    private void Take(Job job)
    {
        var taken = 0;
        while (job.Sequence.Count > 0 && job.Sequence.Wait(Patience))
        {
            while (job.Sequence.TryTake(out var entry))
            {
                Check(entry.Call == job.Calls[taken++], "an outcome came out of order");
            }
        }

        Check(taken == job.Calls.Count, $"{job.Calls.Count - taken} items have no outcome");
    }

    private ConnectionFate NextFate()
    {
        lock (_random)
        {
            return _isCalm ? default : _random.Next(10) switch
            {
                0 => new(ConnectionFateKind.Refused),
                1 => new(ConnectionFateKind.ResetGoing, _random.Next(1, 8000)),
                2 => new(ConnectionFateKind.ResetComing, _random.Next(1, 20_000)),
                3 or 4 => new(ConnectionFateKind.ClosedAfterAnswer, _random.Next(1, 20_000)),
                5 => new(ConnectionFateKind.Stopped, _random.Next(1, 20_000), TimeSpan.FromMilliseconds(_random.Next(50, 800))),
                _ => default,
            };
        }
    }

    private async Task KillAsync(SocketRelay relay, CancellationToken over)
    {
        using var timer = new PeriodicTimer(Tick);
        var isDead = false;
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                if (isDead ? Draw(4) : Draw(30))
                {
                    (isDead ? (Action)relay.Open : relay.Kill)();
                    isDead = !isDead;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
    }

    private bool Draw(int of)
    {
        lock (_random)
        {
            return _random.Next(of) == 0;
        }
    }

    private void Judge(List<Call> calls, Counters counters)
    {
        Check(
            counters.Calls == calls.Count && counters.Calls == counters.Succeeded + counters.Failed + counters.NotSent,
            $"{calls.Count} calls are counted as {counters}");
        Check(counters.Succeeded == calls.Count(static call => call.Error is null), $"what succeeded is counted as {counters}");
        Check(_portal.Journal.MaxConcurrentExecutionsOfAnyChat() <= 1, "calls that change one chat were at work side by side");
        foreach (var call in calls.Where(static call => call.Method != SessionMethods.Open))
        {
            var done = _portal.Journal.Executions(call.Method.Name, ChatOf(call));
            Check(call.Error is not null || done > 0, $"{call.Method.Name} succeeded and was not done");
            if (call.Method == FaultJob.OneShot)
            {
                Check(done <= 1, $"a one-shot call was done {done} times");
                Check(
                    done == 0 || call.Error is null || call.Error.IsOwn(OwnErrorId.OutcomeUnknown),
                    $"a one-shot call was done and says {call.Error?.Message}");
            }
        }
    }

    private static long ChatOf(Call call) => long.Parse(call.Parameters[0].Value, System.Globalization.CultureInfo.InvariantCulture);

    private void Check(bool holds, string broken)
    {
        if (!holds)
        {
            _broken.Add($"seed {seed}: {broken}");
        }
    }

    private sealed record Job(CallSequence<int> Sequence, IReadOnlyList<Call> Calls);
}
