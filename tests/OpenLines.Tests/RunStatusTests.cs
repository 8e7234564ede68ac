using System;
using System.Globalization;
using Bitrix24.Rest;

namespace OpenLines.Tests;

public sealed class RunStatusTests : IDisposable
{
    // Name, blank, brackets and the remaining time are taken from the 80 columns of a console.
    private const int Seen = 48;

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;
    private readonly CultureInfo _words = CultureInfo.CurrentUICulture;

    public RunStatusTests() => CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_before, _words);

    [Fact]
    public void It_tells_of_how_many_where_that_is_known() =>
        Assert.Equal("812 of 1,000 done, 3 failed", RunStatus.Of(812, 1000, 3, null, Now));

    [Fact]
    public void It_tells_no_total_that_is_not_known() => Assert.Equal("12,812 done, 0 failed", RunStatus.Of(12812, null, 0, null, Now));

    [Theory]
    [InlineData("RequestLimit", "лимит частоты")]
    [InlineData("OwnRate", "свой лимит")]
    [InlineData("OperatingLimit", "время работы")]
    [InlineData("Retry", "повтор")]
    [InlineData("SigningIn", "вход")]
    [InlineData("Chat", "чаты заняты")]
    public void It_is_as_short_in_Russian(string reason, string told)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru-RU");
        var status = RunStatus.Of(12812, 100000, 3, new Hold(Enum.Parse<HoldReason>(reason), Now.AddSeconds(3.2)), Now);
        Assert.Equal($"12,812 из 100,000, ошибок: 3; {told}, 4 с", status);
        Assert.InRange(status.Length, 1, Seen);
    }

    [Theory]
    [InlineData("RequestLimit", "rate limit")]
    [InlineData("OwnRate", "own limit")]
    [InlineData("OperatingLimit", "operating time")]
    [InlineData("Retry", "lost calls")]
    [InlineData("Outage", "lost calls")]
    [InlineData("SigningIn", "signing in")]
    [InlineData("Chat", "busy chats")]
    public void It_tells_the_reason_last_and_for_how_long(string reason, string told)
    {
        var hold = new Hold(Enum.Parse<HoldReason>(reason), Now.AddSeconds(3.2));
        var status = RunStatus.Of(812, 1000, 3, hold, Now);
        Assert.Equal($"812 of 1,000 done, 3 failed; {told}, 4 s", status);
        Assert.InRange(status.Length, 1, Seen);
    }

    [Fact]
    public void It_tells_since_when_the_portal_is_away()
    {
        var since = Now.AddMinutes(-10);
        var hold = new Hold(HoldReason.Outage, Now.AddSeconds(9)) { Since = since };
        Assert.Equal(
            $"812 done, 3 failed; portal away since {since.LocalDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)}",
            RunStatus.Of(812, null, 3, hold, Now));
    }

    [Fact]
    public void A_wait_that_is_over_is_not_told_to_last_for_no_time() =>
        Assert.EndsWith(
            "; rate limit, 1 s",
            RunStatus.Of(1, 2, 0, new Hold(HoldReason.RequestLimit, Now.AddSeconds(-1)), Now),
            StringComparison.Ordinal);

    [Fact]
    public void The_failures_of_a_hundred_thousand_items_are_within_what_is_seen() =>
        Assert.InRange(RunStatus.Of(99_999, 100_000, 99_999, null, Now).Length, 1, Seen);
}
