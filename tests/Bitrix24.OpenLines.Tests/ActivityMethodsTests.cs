using System.Collections.Generic;
using System.Linq;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class ActivityMethodsTests
{
    [Theory]
    [InlineData(150L, 50L, "50 100")]
    [InlineData(151L, 50L, "50 100 150")]
    [InlineData(null, 50L, "50")]
    [InlineData(150L, null, "")]
    [InlineData(150L, 0L, "")]
    public void All_pages_behind_the_first_are_asked_for_together(long? total, long? next, string starts) =>
        Assert.Equal(starts, string.Join(" ", Behind(total, next).Select(StartOf)));

    [Theory]
    [InlineData(3_000_000L, 1L)]
    [InlineData(9_007_199_254_740_992L, 50L)]
    [InlineData(9_007_199_254_740_992L, 9_007_199_254_740_991L)]
    public void A_list_however_long_is_asked_for_a_part_at_a_time(long total, long next) =>
        Assert.InRange(Behind(total, next).Count, 1, ActivityMethods.MostPages);

    [Theory]
    [InlineData(long.MaxValue, 1L << 62)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void No_list_is_so_long_that_its_pages_cannot_be_counted(long total, long next) => Assert.Empty(Behind(total, next));

    [Fact]
    public void The_last_page_of_a_part_leads_to_the_next_part()
    {
        var asked = 0L;
        var first = First();
        Assert.Null(first.Accept(Empty, total: 60_000, next: 50));
        var part = ActivityMethods.Behind(first, ref asked);
        Assert.Equal(ActivityMethods.MostPages, part.Count);
        Assert.Null(part[0].Accept(Empty, total: 60_000, next: 100));
        Assert.Empty(ActivityMethods.Behind(part[0], ref asked));

        var last = part[ActivityMethods.MostPages - 1];
        Assert.Null(last.Accept(Empty, total: 60_000, next: asked));
        var rest = ActivityMethods.Behind(last, ref asked);
        Assert.Equal(("25050", "50000"), (StartOf(rest[0]), StartOf(rest[ActivityMethods.MostPages - 1])));
    }

    private static JsonValue Empty => new(Encoding.UTF8.GetBytes("[]"));

    private static Call<IReadOnlyList<ActivityRecord>> First() => ActivityMethods.GetSessions(new(null, null, null, null), owner: null);

    private static IReadOnlyList<Call> Behind(long? total, long? next)
    {
        var asked = 0L;
        var first = First();
        Assert.Null(first.Accept(Empty, total, next));
        return ActivityMethods.Behind(first, ref asked);
    }

    private static string? StartOf(Call page) => page.Parameters.Single(static parameter => parameter.Name == "start").Value;
}
