using System;
using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>The operating time of a method: 420 s in ten minutes, counted in minutes of the portal's clock.</summary>
public sealed class OperatingBudgetTests
{
    private const string Method = "test.read";
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 13, 0, 0, TimeSpan.Zero);

    private readonly OperatingBudget _budget = new();

    [Fact]
    public void A_portal_that_tells_of_none_has_no_limit()
    {
        _budget.Reserve(Method, TimeSpan.FromHours(1));
        _budget.Report(Method, TimeSpan.FromHours(1), default, Now);

        Assert.Null(_budget.BlockedUntil(Method, TimeSpan.FromHours(1), Now));
        Assert.False(_budget.IsLimited);
        Assert.Empty(_budget.Snapshot(Now));
    }

    [Fact]
    public void What_is_spent_what_is_under_way_and_what_is_to_come_may_be_as_long_as_the_limit_together()
    {
        Report(operating: 300);
        _budget.Reserve(Method, Seconds(100));
        Assert.True(_budget.IsLimited);
        Assert.Null(_budget.BlockedUntil(Method, Seconds(20), Now));
        Assert.NotNull(_budget.BlockedUntil(Method, Seconds(21), Now));
        Assert.Null(_budget.BlockedUntil("test.other", Seconds(21), Now));

        _budget.Release(Method, Seconds(100));
        Assert.Null(_budget.BlockedUntil(Method, Seconds(120), Now));
        Assert.NotNull(_budget.BlockedUntil("TEST.READ", Seconds(121), Now));
    }

    [Fact]
    public void A_call_that_is_longer_than_the_limit_goes_where_nothing_else_is_spent()
    {
        Report(operating: 0);

        Assert.Null(_budget.BlockedUntil(Method, Seconds(500), Now));
        _budget.Reserve(Method, Seconds(1));
        Assert.NotNull(_budget.BlockedUntil(Method, Seconds(500), Now));
    }

    [Fact]
    public void What_the_portal_does_not_count_is_not_counted()
    {
        Report(operating: 420);
        for (var number = 0; number < 100; number++)
        {
            _budget.Reserve(Method, TimeSpan.FromMilliseconds(99));
        }

        Assert.Null(_budget.BlockedUntil(Method, TimeSpan.FromMilliseconds(99), Now));
        Assert.NotNull(_budget.BlockedUntil(Method, TimeSpan.FromMilliseconds(100), Now));
    }

    [Fact]
    public void What_was_spent_here_falls_out_ten_minutes_after_the_portals_minute_began()
    {
        Report(operating: 200, work: 200, finish: Now.AddSeconds(30), now: Now.AddSeconds(30));
        Report(operating: 400, work: 200, finish: Now.AddSeconds(130), now: Now.AddSeconds(130));

        Assert.Equal(Now.AddMinutes(10), _budget.BlockedUntil(Method, Seconds(100), Now.AddMinutes(9.5)));
        Assert.Equal(400d, Spent(Now.AddMinutes(10).AddTicks(-1)));
        Assert.Equal(200d, Spent(Now.AddMinutes(10)));
        Assert.Null(_budget.BlockedUntil(Method, Seconds(100), Now.AddMinutes(10)));
        Assert.Equal(Now.AddMinutes(12), _budget.BlockedUntil(Method, Seconds(300), Now.AddMinutes(11.5)));
        Assert.Empty(_budget.Snapshot(Now.AddMinutes(12)));
    }

    [Theory]
    [InlineData(0, 60, 60)]
    [InlineData(3600, 3660, 60)]
    [InlineData(-3600, -3540, 60)]
    [InlineData(0, 600, 600)]
    [InlineData(0, 86400, 600)]
    [InlineData(0, 0, 600)]
    [InlineData(0, -5, 600)]
    [InlineData(0, null, 600)]
    public void What_others_spent_falls_out_when_the_portal_says_and_never_later_than_in_ten_minutes(int finish, int? reset, int expected)
    {
        Report(operating: 420, finish: Now.AddSeconds(finish), reset: reset is { } at ? Now.AddSeconds(at) : null);

        Assert.Equal(Now.AddSeconds(expected), _budget.BlockedUntil(Method, Seconds(1), Now));
        Assert.Equal(420d, Spent(Now.AddSeconds(expected).AddTicks(-1)));
        Assert.Empty(_budget.Snapshot(Now.AddSeconds(expected)));
        Assert.Null(_budget.BlockedUntil(Method, Seconds(1), Now.AddSeconds(expected)));
    }

    [Fact]
    public void What_falls_out_first_is_waited_for()
    {
        Report(operating: 100, work: 100, finish: Now, now: Now);
        Report(operating: 420, finish: Now, reset: Now.AddSeconds(90), now: Now);
        Assert.Equal(Now.AddSeconds(90), _budget.BlockedUntil(Method, Seconds(1), Now));

        Report(operating: 420, finish: Now.AddMinutes(9), now: Now.AddMinutes(9));
        Assert.Equal(Now.AddMinutes(10), _budget.BlockedUntil(Method, Seconds(1), Now.AddMinutes(9)));
    }

    [Fact]
    public void What_is_spent_here_by_others_and_under_way_is_added_up()
    {
        Report(operating: 400);
        _budget.Reserve(Method, Seconds(400));
        Assert.NotNull(_budget.BlockedUntil(Method, Seconds(1), Now));

        Report("test.other", operating: 400, work: 200);
        Assert.NotNull(_budget.BlockedUntil("test.other", Seconds(100), Now));
        Report("test.other", operating: 100, work: 100);
        Assert.Equal(300d, _budget.Snapshot(Now)["test.other"].TotalSeconds);
    }

    [Fact]
    public void What_only_this_process_has_spent_is_looked_at_again_in_a_minute()
    {
        Report(operating: 400, work: 400);

        Assert.Equal(Now.AddMinutes(4), _budget.BlockedUntil(Method, Seconds(100), Now.AddMinutes(3)));
    }

    [Fact]
    public void The_minutes_are_those_of_the_portals_clock()
    {
        Report(operating: 400, work: 400, finish: Now.AddSeconds(45), now: Now.AddSeconds(30));

        Assert.Equal(400d, Spent(Now.AddSeconds(585).AddTicks(-1)));
        Assert.Empty(_budget.Snapshot(Now.AddSeconds(585)));
    }

    [Fact]
    public void What_was_still_answered_below_the_limit_does_not_lower_or_raise_it()
    {
        Report(operating: 415, work: 10);

        Assert.Null(_budget.BlockedUntil(Method, Seconds(5), Now));
        Assert.NotNull(_budget.BlockedUntil(Method, Seconds(6), Now));
    }

    [Fact]
    public void What_is_under_way_alone_is_looked_at_again_in_a_minute()
    {
        Report(operating: 0);
        _budget.Reserve(Method, Seconds(420));

        Assert.Equal(Now.AddMinutes(1), _budget.BlockedUntil(Method, Seconds(1), Now));
    }

    [Fact]
    public void A_portal_that_answers_beyond_the_limit_grants_more()
    {
        Report(operating: 430, work: 10);
        Assert.NotNull(_budget.BlockedUntil(Method, Seconds(1), Now));

        Report(operating: 1000, work: 10);
        Assert.Null(_budget.BlockedUntil(Method, TimeSpan.Zero, Now));
        Assert.NotNull(_budget.BlockedUntil(Method, Seconds(1), Now));
    }

    [Theory]
    [InlineData(5.0, 5)]
    [InlineData(1.0, 1)]
    [InlineData(0.999, 60)]
    [InlineData(null, 60)]
    public void A_refused_method_waits_as_long_as_the_portal_asks_or_for_a_minute(double? asked, int expected)
    {
        var until = _budget.Block(Method, asked is { } seconds ? ExactTime.OfSeconds(seconds) : null, Now);

        Assert.Equal(Now.AddSeconds(expected), until);
        Assert.Equal(until, _budget.Block(Method, Seconds(300), Now.AddSeconds(0.5)));
        Assert.Equal(until, _budget.BlockedUntil(Method, TimeSpan.Zero, until.AddTicks(-1)));
        Assert.Null(_budget.BlockedUntil(Method, TimeSpan.Zero, until));
        Assert.Null(_budget.BlockedUntil("test.other", TimeSpan.Zero, Now));
        Assert.Equal(until.AddSeconds(7), _budget.Block(Method, Seconds(7), until));
    }

    [Fact]
    public void A_refused_method_waits_for_what_falls_out_first()
    {
        Report(operating: 1, reset: Now.AddSeconds(90), finish: Now);
        Assert.Equal(Now.AddSeconds(90), _budget.Block(Method, null, Now));

        Report("test.other", operating: 100, work: 100, finish: Now);
        Assert.Equal(Now.AddMinutes(10), _budget.Block("test.other", null, Now.AddSeconds(30)));
    }

    [Fact]
    public void What_each_method_has_spent_is_told_with_that_of_batches()
    {
        Report(operating: 3);
        Report("test.none", operating: 0);
        Report(OperatingBudget.Batch, operating: 5);

        Assert.Equal(["batch 5", "test.read 3"], _budget.Snapshot(Now).Select(static one => $"{one.Key} {one.Value.TotalSeconds}").Order());
        Assert.True(_budget.Snapshot(Now).ContainsKey("TEST.READ"));
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static double Unix(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000d;

    private double Spent(DateTimeOffset now) => _budget.Snapshot(now)[Method].TotalSeconds;

    private void Report(
        double operating, int work = 0, DateTimeOffset? finish = null, DateTimeOffset? reset = null, DateTimeOffset? now = null) =>
        Report(Method, operating, work, finish, reset, now);

    private void Report(
        string method,
        double operating,
        int work = 0,
        DateTimeOffset? finish = null,
        DateTimeOffset? reset = null,
        DateTimeOffset? now = null) =>
        _budget.Report(
            method,
            Seconds(work),
            new(null, finish is { } end ? Unix(end) : null, null, ExactTime.OfSeconds(operating), reset is { } at ? Unix(at) : null),
            now ?? Now);
}
