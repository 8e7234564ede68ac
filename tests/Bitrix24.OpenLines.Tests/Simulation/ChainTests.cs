using System;
using Bitrix24.Sandbox;
using Portal;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests;

/// <summary>What a chain of cmdlets has done when it is stopped, and how pipelines share a connection, in virtual time.</summary>
public sealed class ChainTests(ITestOutputHelper output)
{
    private const int Codes = 4_000;
    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(20, 2, 0, 25, 500)]
    [InlineData(20, 2, 150, 25, 500)]
    [InlineData(50, 2, 0, 25, 800)]
    [InlineData(100, 5, 100, 5, 1_000)]
    public void Rows_finish_from_the_start_of_a_run(double burst, double drain, int latency, int stopAfter, int least)
    {
        var portal = SandboxPortal.CreateDefault(
            new() { Time = _time, Bucket = new(burst, drain), Latency = TimeSpan.FromMilliseconds(latency) });
        portal.AddChats(Codes);
        var client = SimulatedChain.Connect(portal, _time);
        var chain = new SimulatedChain(client);
        chain.Add(1, Codes);

        SimulatedChain.Go(_time, TimeSpan.FromSeconds(stopAfter), chain);

        var (opened, joined, started) = (Executions("open"), Executions("join"), Executions("start"));
        output.WriteLine(
            $"{opened} opened, {joined} joined, {started} started; {string.Join(", ", chain.Written)} written; "
            + client.Dispatcher.Counters);
        Assert.InRange(started, least, Codes);
        Assert.InRange(chain.Written[2], least, Codes);

        SimulatedChain.Go(_time, TimeSpan.MaxValue, chain);
        output.WriteLine($"{_time.Elapsed.TotalSeconds:0.##} s, {client.Dispatcher.Counters.Requests} requests");
        Assert.Equal(Codes, chain.Written[2]);
        Assert.InRange(client.Dispatcher.Counters.Requests - client.Dispatcher.Counters.Refusals, 240, 240 * 1.03);

        long Executions(string method) => portal.Journal.Executions("imopenlines.session." + method);
    }

    [Fact]
    public void Pipelines_of_one_connection_share_its_requests_however_deep_they_are()
    {
        var portal = SandboxPortal.CreateDefault(new() { Time = _time, Bucket = new(20, 2) });
        portal.AddChats(3 * Codes);
        var client = SimulatedChain.Connect(portal, _time);
        var chain = new SimulatedChain(client);
        chain.Add(1, 2 * Codes);
        SimulatedChain.Go(_time, TimeSpan.FromSeconds(5), chain);

        // A second one comes when the first has thousands of calls in the queue, all of them older.
        var other = new SimulatedChain(client, stages: 1);
        other.Add((2 * Codes) + 1, 3 * Codes);
        SimulatedChain.Go(_time, TimeSpan.FromSeconds(25), chain, other);

        output.WriteLine($"{string.Join(", ", chain.Written)} and {string.Join(", ", other.Written)} written");
        Assert.InRange(other.Written[0], 900, 1_100);
    }

    [Fact]
    public void One_call_beside_a_long_run_goes_with_the_next_request()
    {
        var portal = SandboxPortal.CreateDefault(new() { Time = _time, Bucket = new(20, 2) });
        portal.AddChats(Codes);
        var client = SimulatedChain.Connect(portal, _time);
        var chain = new SimulatedChain(client);
        chain.Add(1, Codes - 1);
        SimulatedChain.Go(_time, TimeSpan.FromSeconds(5), chain);

        var one = new SimulatedChain(client, stages: 1);
        one.Add(Codes, Codes);
        SimulatedChain.Go(_time, TimeSpan.FromSeconds(6.5), chain, one);

        Assert.True(one.IsOver);
    }
}
