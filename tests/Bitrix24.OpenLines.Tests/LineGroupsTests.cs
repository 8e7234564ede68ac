using Bitrix24.Rest;
using static Bitrix24.OpenLines.Tests.LineSettings;

namespace Bitrix24.OpenLines.Tests;

public sealed class LineGroupsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("QUEUE_TIME=60 ACTIVE=Y")]
    [InlineData("WORKTIME_FROM=09.00 WORKTIME_TO=18.00")]
    [InlineData("CATEGORY_ENABLE=N")]
    [InlineData("CATEGORY_ENABLE=Y CATEGORY_ID=5")]
    [InlineData("WELCOME_BOT_ENABLE=N")]
    [InlineData("WELCOME_BOT_ENABLE=Y WELCOME_BOT_ID=7 WELCOME_BOT_TIME=60 WELCOME_BOT_LEFT=queue")]
    public void Settings_that_are_whole_need_nothing_of_the_line(string settings) => Assert.True(LineGroups.AreWhole(Of(settings)));

    [Theory]
    [InlineData("WORKTIME_FROM=09.00")]
    [InlineData("WORKTIME_TO=18.00")]
    [InlineData("CATEGORY_ENABLE=Y")]
    [InlineData("CATEGORY_ID=5")]
    [InlineData("WELCOME_BOT_ENABLE=Y WELCOME_BOT_ID=7 WELCOME_BOT_LEFT=queue")]
    [InlineData("WELCOME_BOT_TIME=60")]
    [InlineData("CATEGORY_ENABLE=Y CATEGORY_ID=5 WORKTIME_TO=18.00")]
    public void Settings_that_the_portal_keeps_with_others_only_are_not_whole_alone(string settings) =>
        Assert.False(LineGroups.AreWhole(Of(settings)));

    [Theory]
    [InlineData("WORKTIME_TO=20.00", "\"WORKTIME_FROM\":\"9\",\"WORKTIME_TO\":\"18.3\"", "WORKTIME_TO=20.00 WORKTIME_FROM=09.00")]
    [InlineData("WORKTIME_FROM=10.00", "\"WORKTIME_FROM\":\"9\",\"WORKTIME_TO\":\"18.3\"", "WORKTIME_FROM=10.00 WORKTIME_TO=18.30")]
    [InlineData("CATEGORY_ENABLE=Y", "\"CATEGORY_ENABLE\":\"N\",\"CATEGORY_ID\":\"5\"", "CATEGORY_ENABLE=Y CATEGORY_ID=5")]
    [InlineData("CATEGORY_ENABLE=Y", "\"CATEGORY_ID\":5", "CATEGORY_ENABLE=Y CATEGORY_ID=5")]
    [InlineData("CATEGORY_ENABLE=Y", "\"CATEGORY_ID\":null", "CATEGORY_ENABLE=Y")]
    [InlineData("CATEGORY_ENABLE=Y", "\"CATEGORY_ID\":{}", "CATEGORY_ENABLE=Y")]
    [InlineData("CATEGORY_ENABLE=Y", "", "CATEGORY_ENABLE=Y")]
    [InlineData("CATEGORY_ENABLE=N", "\"CATEGORY_ID\":5", "CATEGORY_ENABLE=N")]
    [InlineData("CATEGORY_ID=6", "\"CATEGORY_ENABLE\":\"Y\",\"CATEGORY_ID\":5", "CATEGORY_ID=6 CATEGORY_ENABLE=Y")]
    [InlineData("CATEGORY_ID=6", "\"CATEGORY_ENABLE\":true,\"CATEGORY_ID\":5", "CATEGORY_ID=6 CATEGORY_ENABLE=Y")]
    [InlineData("CATEGORY_ID=6", "\"CATEGORY_ENABLE\":\"1\"", "CATEGORY_ID=6 CATEGORY_ENABLE=Y")]
    [InlineData(
        "WELCOME_BOT_TIME=30",
        "\"WELCOME_BOT_ENABLE\":\"Y\",\"WELCOME_BOT_ID\":\"7\",\"WELCOME_BOT_TIME\":\"60\",\"WELCOME_BOT_LEFT\":\"close\"",
        "WELCOME_BOT_TIME=30 WELCOME_BOT_ENABLE=Y WELCOME_BOT_ID=7 WELCOME_BOT_LEFT=close")]
    [InlineData(
        "WELCOME_BOT_ENABLE=Y CATEGORY_ENABLE=Y",
        "\"WELCOME_BOT_ID\":7,\"CATEGORY_ID\":5",
        "WELCOME_BOT_ENABLE=Y CATEGORY_ENABLE=Y WELCOME_BOT_ID=7 CATEGORY_ID=5")]
    public void What_is_missing_is_taken_from_the_line(string settings, string line, string sent)
    {
        var all = Of("OLD=1");

        Assert.Null(LineGroups.Complete(Line(line), Of(settings), all, "m"));
        Assert.Equal(sent, Write(all));
    }

    [Theory]
    [InlineData("CATEGORY_ID=6", "\"CATEGORY_ENABLE\":\"N\"", "CATEGORY_ID is kept only where CATEGORY_ENABLE is on")]
    [InlineData("CATEGORY_ID=6", "\"CATEGORY_ENABLE\":null", "CATEGORY_ID is kept only where CATEGORY_ENABLE is on")]
    [InlineData("CATEGORY_ID=6", "\"CATEGORY_ENABLE\":[]", "CATEGORY_ID is kept only where CATEGORY_ENABLE is on")]
    [InlineData("CATEGORY_ID=6", "", "CATEGORY_ID is kept only where CATEGORY_ENABLE is on")]
    [InlineData("WELCOME_BOT_LEFT=queue", "\"WELCOME_BOT_ENABLE\":false", "WELCOME_BOT_LEFT is kept only where WELCOME_BOT_ENABLE is on")]
    [InlineData("WORKTIME_TO=08.00", "\"WORKTIME_FROM\":\"9\",\"WORKTIME_TO\":\"18\"", "end before they begin")]
    [InlineData("WORKTIME_TO=09.00", "\"WORKTIME_FROM\":\"9\"", "end before they begin")]
    [InlineData("WORKTIME_TO=08.00", "\"WORKTIME_FROM\":\"soon\"", "need both a beginning and an end")]
    [InlineData("WORKTIME_FROM=08.00", "\"WORKTIME_TO\":null", "need both a beginning and an end")]
    public void What_the_line_does_not_have_is_said_and_nothing_is_sent(string settings, string line, string why)
    {
        var fault = LineGroups.Complete(Line(line), Of(settings), [], "imopenlines.config.update");

        Assert.Equal(("InvalidParameters", "imopenlines.config.update"), (fault!.Id, fault.Method));
        Assert.Contains(why, fault.Description, System.StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", fault.Description, System.StringComparison.Ordinal);
        Assert.Contains("Get-OLLine", fault.Row.Advice, System.StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_completed_is_completed_anew_where_the_line_is_read_again()
    {
        var sent = Of("");
        LineGroups.Complete(Line("\"WORKTIME_FROM\":\"9\""), Of("WORKTIME_TO=20.00"), sent, "m");

        LineGroups.Complete(Line("\"WORKTIME_FROM\":\"10\""), Of("WORKTIME_TO=20.00"), sent, "m");

        Assert.Equal("WORKTIME_TO=20.00 WORKTIME_FROM=10.00", Write(sent));
    }

    [Theory]
    [InlineData("WORKTIME_FROM=09.00 WORKTIME_TO=18.00", null)]
    [InlineData("QUEUE_TIME=5", null)]
    [InlineData("WORKTIME_FROM=09.00 WORKTIME_TO=09.00", "The working hours end before they begin.")]
    [InlineData("WORKTIME_FROM=09.00", "The working hours need both a beginning and an end.")]
    [InlineData("WORKTIME_TO=09.00", "The working hours need both a beginning and an end.")]
    [InlineData("CATEGORY_ENABLE=N CATEGORY_ID=5", null)]
    [InlineData("CATEGORY_ID=5", "CATEGORY_ID is kept only where CATEGORY_ENABLE is on, and it is not: set that too.")]
    public void Of_a_new_line_nothing_can_be_completed(string settings, string? why) =>
        Assert.Equal(why, LineGroups.FindFault(Of(settings))?.ToString());

    [Fact]
    public void A_setting_is_found_by_its_name_with_its_case()
    {
        Assert.Equal(new CallParameter("CRM", "N"), LineGroups.Find(Of("ACTIVE=Y CRM=N"), "CRM"));
        Assert.Null(LineGroups.Find(Of("ACTIVE=Y"), "active"));
    }
}
