using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Bitrix24.Rest.Tests;

public sealed class ListPagesTests
{
    private readonly ListPages _pages = new();

    [Theory]
    [InlineData(150L, 50L, "50 100")]
    [InlineData(151L, 50L, "50 100 150")]
    [InlineData(null, 50L, "50")]
    [InlineData(10L, 50L, "50")]
    [InlineData(0L, 50L, "50")]
    [InlineData(150L, null, "")]
    [InlineData(150L, 0L, "")]
    public void All_pages_behind_the_first_are_asked_for_together(long? total, long? next, string starts) =>
        Assert.Equal(starts, string.Join(" ", Behind(0, total, next)));

    [Theory]
    [InlineData(3_000_000L, 1L)]
    [InlineData(9_007_199_254_740_992L, 50L)]
    [InlineData(9_007_199_254_740_992L, 9_007_199_254_740_991L)]
    public void A_list_however_long_is_asked_for_a_part_at_a_time(long total, long next) =>
        Assert.InRange(Behind(0, total, next).Count, 1, ListPages.MostPages);

    [Theory]
    [InlineData(long.MaxValue, 1L << 62)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MaxValue, 9_007_199_254_740_993L)]
    public void No_list_is_so_long_that_its_pages_cannot_be_counted(long total, long next) => Assert.Empty(Behind(0, total, next));

    [Fact]
    public void The_last_page_of_a_part_leads_to_the_next_part_and_no_other_does()
    {
        var part = Behind(0, 60_000, 50);

        Assert.Equal(ListPages.MostPages, part.Count);
        Assert.Empty(Behind(part[0], 60_000, 100));
        Assert.Empty(Behind(part[^2], 60_000, part[^1]));
        var rest = Behind(part[^1], 60_000, part[^1] + 50);
        Assert.Equal((25_050L, 50_000L), (rest[0], rest[^1]));
    }

    [Fact]
    public void The_last_page_tells_of_a_list_that_has_grown_or_shrunk_meanwhile()
    {
        Assert.Equal([50L, 100], Behind(0, 150, 50));
        Assert.Empty(Behind(50, 150, 100));
        Assert.Equal([150L, 200], Behind(100, 201, 150));
        Assert.Empty(Behind(200, 150, null));
    }

    [Theory]
    [InlineData(100L)]
    [InlineData(50L)]
    [InlineData(0L)]
    public void A_page_that_leads_back_or_to_itself_is_the_last(long next)
    {
        Assert.Equal([100L], Behind(0, null, 100));
        Assert.Empty(Behind(100, null, next));
    }

    [Fact]
    public void Behind_a_page_that_failed_the_list_goes_on_as_far_as_was_told_before()
    {
        var part = Behind(0, 60_000, 50);
        Assert.Empty(_pages.Behind(Failed(part[3]), 0));

        Assert.Equal(part[^1] + 50, _pages.Behind(Failed(part[^1]), 0)[0]);
        Assert.Empty(new ListPages().Behind(Failed(0), 0));
    }

    [Fact]
    public void On_a_connection_that_has_ended_no_list_goes_on()
    {
        var last = Behind(0, 60_000, 50)[^1];

        Assert.Empty(_pages.Behind(Failed(last, OwnErrorId.Disconnected), 0));
    }

    [Fact]
    public void A_list_that_fails_to_its_last_told_page_ends_there()
    {
        Assert.Equal([50L, 100], Behind(0, 150, 50));
        Assert.Empty(_pages.Behind(Failed(100), 0));
        Assert.Null(_pages.FindFault(Failed(100)));
    }

    [Fact]
    public void So_many_pages_without_an_entry_end_a_list_that_has_no_end()
    {
        var start = 0L;
        var asked = 0;
        for (var next = Behind(0, null, 50); next.Count > 0; next = Behind(start, null, start + 50, entries: 0))
        {
            start = next.Single();
            asked++;
            Assert.InRange(asked, 1, ListPages.MostPages);
        }

        Assert.Equal(ListPages.MostPages, asked);
        var fault = _pages.FindFault(Page(start, null, start + 50));
        Assert.Equal("NotPaged", fault!.Id);
        Assert.Contains("500 pages", fault.Description, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_pages_between_others_end_nothing()
    {
        var next = Behind(0, null, 50);
        for (var i = 0; i < 3 * ListPages.MostPages; i++)
        {
            next = Behind(next.Single(), null, next.Single() + 50, entries: i % ListPages.MostPages == 0 ? 1 : 0);
        }

        Assert.Single(next);
        Assert.Null(_pages.FindFault(Page(next[0], null, next[0] + 50)));
    }

    [Fact]
    public void A_list_that_ends_with_empty_pages_is_no_fault()
    {
        var next = Behind(0, null, 50);
        while (next is [< 50L * ListPages.MostPages and var start])
        {
            next = Behind(start, null, start + 50, entries: 0);
        }

        Assert.Empty(Behind(next[0], null, null, entries: 0));
        Assert.Null(_pages.FindFault(Page(next[0], null, null)));
    }

    [Theory]
    [InlineData("100", 100)]
    [InlineData("", 0)]
    [InlineData("x", 0)]
    [InlineData("-5", 0)]
    public void A_page_begins_where_its_parameters_say(string start, long expected) =>
        Assert.Equal(expected, ListPages.StartOf(new Call<string>(Calls.ReadMethod, [new("CODE", "a"), new("start", start)])));

    [Fact]
    public void Another_page_of_a_list_has_its_parameters_and_another_beginning()
    {
        var page = new Call<string>(Calls.ReadMethod, [new("start", "7"), new("CODE", "a")]);

        Assert.Equal(["CODE=a", "start=50"], ListPages.At(page, 50).Select(static parameter => $"{parameter.Name}={parameter.Value}"));
        Assert.Equal(0, ListPages.StartOf(Calls.Read("a")));
    }

    private static Call<string> Page(long start, long? total, long? next)
    {
        var page = new Call<string>(Calls.ReadMethod, start == 0 ? [] : [CallParameter.Of("start", start)]);
        Assert.Null(page.Accept(new JsonValue(Encoding.UTF8.GetBytes("\"a\"")), total, next));
        return page;
    }

    private static Call<string> Failed(long start, string id = OwnErrorId.RequestTimeout)
    {
        var page = new Call<string>(Calls.ReadMethod, [CallParameter.Of("start", start)]);
        page.TryEnd(Failure.Own(id, LocalizableText.Verbatim("No answer.")));
        return page;
    }

    private IReadOnlyList<long> Behind(long start, long? total, long? next, int entries = 50) =>
        _pages.Behind(Page(start, total, next), entries);
}
