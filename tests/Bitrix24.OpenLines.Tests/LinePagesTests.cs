using System.Linq;

namespace Bitrix24.OpenLines.Tests;

public sealed class LinePagesTests
{
    private readonly LinePages _pages = new();

    [Fact]
    public void A_full_page_leads_to_the_next_and_one_that_is_not_full_to_none()
    {
        Assert.Null(_pages.Take(Lines(1, LineMethods.PageSize)));
        Assert.Equal((true, 200L, 200), (_pages.IsFull, _pages.Offset, _pages.Added.Count));
        Assert.Null(_pages.Take(Lines(201, 3)));
        Assert.Equal((false, 203L), (_pages.IsFull, _pages.Offset));
        Assert.Equal([201, 202, 203], _pages.Added);
    }

    [Fact]
    public void A_portal_that_gives_the_same_page_for_every_offset_comes_to_an_end_that_says_so()
    {
        Assert.Null(_pages.Take(Lines(1, LineMethods.PageSize)));

        var fault = _pages.Take(Lines(1, LineMethods.PageSize));

        Assert.Equal("NotPaged", fault!.Id);
        Assert.False(_pages.IsFull);
        Assert.Empty(_pages.Added);
    }

    [Fact]
    public void A_line_that_comes_again_on_another_page_counts_once()
    {
        _pages.Take(Lines(1, LineMethods.PageSize));

        Assert.Null(_pages.Take(Lines(101, LineMethods.PageSize)));
        Assert.Equal(Lines(201, 100), _pages.Added);
        Assert.True(_pages.IsFull);
    }

    [Fact]
    public void A_portal_that_gives_more_than_was_asked_for_is_asked_for_what_is_behind_that()
    {
        _pages.Take(Lines(1, 500));

        Assert.Equal((true, 500L), (_pages.IsFull, _pages.Offset));
    }

    [Fact]
    public void A_portal_without_lines_has_no_fault()
    {
        Assert.Null(_pages.Take([]));
        Assert.Equal((false, 0), (_pages.IsFull, _pages.Added.Count));
    }

    private static long[] Lines(int first, int count) => [.. Enumerable.Range(first, count).Select(static line => (long)line)];
}
