using System;
using Bitrix24.Sandbox;
using Portal;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests;

/// <summary>A job of a million codes in virtual time. It runs by itself, because it weighs the memory of the process.</summary>
[Collection(nameof(MillionCodesTests))]
[CollectionDefinition(nameof(MillionCodesTests), DisableParallelization = true)]
public sealed class MillionCodesTests(ITestOutputHelper output)
{
    private readonly VirtualTime _time = new();

    [Fact]
    [Trait("NotInMono", "The memory that it weighs would be Mono's, not that of .NET Framework.")]
    public void A_million_codes_take_no_more_memory_than_a_few()
    {
        const int Codes = 1_000_000;
        var portal = SandboxPortal.CreateDefault(new() { Time = _time, Bucket = new(50, 2), JournalChats = false });
        portal.AddChats(Codes);
        var run = new SimulatedRun(portal, _time, Codes);
        run.Connect(_time);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var took = SimulatedRun.Finish(_time, run);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        var floor = ((Codes / 50.0) + 1 - 50) / 2;
        output.WriteLine($"{took.TotalSeconds:0.#} s, floor {floor:0.#} s, {grown / 1024} KiB more, {run.Counters.Refusals} refused");
        Assert.Equal(0, run.Failed);
        Assert.InRange(took.TotalSeconds, 0, floor * 1.01);
        Assert.InRange(grown, long.MinValue, 32 * 1024 * 1024);
    }
}
