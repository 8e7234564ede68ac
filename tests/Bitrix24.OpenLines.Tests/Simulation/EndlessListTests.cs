using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>Lists of a portal that does not tell the truth about them, read as the cmdlets read them, in virtual time.</summary>
public sealed class EndlessListTests
{
    // A part, and what is near the head when its last page leads to it.
    private const int Most = ListPages.MostPages + BatchRequest.MostCalls;

    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(1L << 53)]
    [InlineData(25_000L)]
    [InlineData(null)]
    public void Pages_without_an_end_and_without_an_entry_end_with_an_error(long? total)
    {
        using var portal = new EndlessPortal(start => (start == 0 ? [1] : [], start + 50, total));

        var (entries, most, fault) = Read(portal, long.MaxValue);

        Assert.Equal((1, "NotPaged"), (entries, fault?.Id));
        Assert.InRange(portal.Calls, ListPages.MostPages + 1, (2 * ListPages.MostPages) + 1);
        Assert.InRange(most, 1, Most);
    }

    [Theory]
    [InlineData(1L << 53, 50)]
    [InlineData(1L << 53, 1)]
    [InlineData(null, 50)]
    public void Of_a_list_that_never_ends_little_more_than_a_part_waits(long? total, int step)
    {
        using var portal = new EndlessPortal(start => ([start], start + step, total));

        var (entries, most, fault) = Read(portal, entriesWanted: 3_000);

        Assert.Equal((3_000, null), (entries, fault));
        Assert.InRange(most, 1, Most);
        Assert.InRange(portal.Calls, 3_000, 3_000 + (2 * ListPages.MostPages));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(50L)]
    [InlineData(-50L)]
    public void A_page_that_leads_back_ends_the_list(long back)
    {
        using var portal = new EndlessPortal(start => ([start], start < 100 ? start + 50 : start - back, null));

        var (entries, _, fault) = Read(portal, long.MaxValue, until: 200);

        Assert.Equal(back < 0 ? 200 : 3, entries);
        Assert.Null(fault);
    }

    [Fact]
    public void The_same_lines_for_every_offset_are_asked_for_twice()
    {
        using var portal = new EndlessPortal(static _ => (Lines(), null, null));
        using var client = Client(portal);
        var pages = new LinePages();

        Call page;
        do
        {
            page = LineMethods.GetIds(pages, isActiveOnly: false);
            client.Dispatcher.Submit(page);
            client.Dispatcher.Flush(page);
            while (!page.IsCompleted)
            {
                Assert.True(_time.AdvanceToNextTimer());
            }
        }
        while (page.Error is null && pages.IsFull);

        Assert.Equal((2, "NotPaged"), (portal.Calls, page.Error?.Id));

        static JsonArray Lines() =>
            [.. Enumerable.Range(1, LineMethods.PageSize).Select(static id => (JsonNode)new JsonObject { ["ID"] = id })];
    }

    private (int Entries, int Most, Bitrix24Exception? Fault) Read(EndlessPortal portal, long entriesWanted, int until = int.MaxValue)
    {
        using var client = Client(portal);
        var method = new RestMethod<int>(
            "test.list", SafetyClass.Read, TimeSpan.FromSeconds(0.3), static result => result.Values(int.MaxValue).Count);
        var calls = new CallSequence<ListPages>(client.Dispatcher) { Thread = new(static () => false) };
        var list = new ListPages();
        calls.Add(list, new Call<int>(method, [new("CODE", "a")]));
        var (entries, most, fault) = (0, 0, (Bitrix24Exception?)null);
        while (calls.Count > 0 && entries < Math.Min(entriesWanted, until))
        {
            calls.Flush();
            calls.Continue((pages, page) =>
                [.. pages.Behind(page, ((Call<int>)page).Result).Select(start => new Call<int>(method, ListPages.At(page, start)))]);
            most = Math.Max(most, calls.Count);
            if (calls.TryTake(out var entry))
            {
                Assert.Null(entry.Error);
                entries += ((Call<int>)entry.Call!).Result;
                fault = list.FindFault(entry.Call!) ?? fault;
            }
            else
            {
                Assert.True(_time.AdvanceToNextTimer());
            }
        }

        return (entries, most, fault);
    }

    private Bitrix24Client Client(EndlessPortal portal)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        return Bitrix24Client.ForHandler(credentials!, portal, SharedPortal.Create(_time, seed: 1), seed: 1);
    }
}
