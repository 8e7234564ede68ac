using System;
using System.Text;

namespace Bitrix24.OpenLines.Tests;

public sealed class LineRecordTests
{
    [Fact]
    public void A_line_tells_of_its_settings_as_what_they_are()
    {
        var line = Read("""
            {"ID":"22","LINE_NAME":"Support","ACTIVE":"Y","CRM":"N","QUEUE_TIME":"60","WORKTIME_FROM":"0","WORKTIME_TO":"23.59",
             "WORKTIME_HOLIDAYS":["01.01","25.12"],"WORKTIME_DAYOFF":["SA","SU","XX"],"DATE_CREATE":{},"XML_ID":null,
             "KPI_FIRST_ANSWER_LIST":["5","14"],"KPI_FIRST_ANSWER_TEXT":"&lt;b&gt; &amp;amp;","NEW_SETTING":"Y"}
            """);

        Assert.Equal((22, "Support"), (line.Id, line.Name));
        Assert.Equal((true, false, 60L), (line.Value("ACTIVE"), line.Value("CRM"), line.Value("QUEUE_TIME")));
        Assert.Equal((TimeSpan.Zero, new TimeSpan(23, 59, 0)), (line.Hour("WORKTIME_FROM"), line.Hour("WORKTIME_TO")));
        Assert.Equal(["01.01", "25.12"], line.Holidays);
        Assert.Equal([DayOfWeek.Saturday, DayOfWeek.Sunday], line.DaysOff);
        Assert.Equal(new long[] { 5, 14 }, line.Value("KPI_FIRST_ANSWER_LIST"));
        Assert.Equal("<b> &amp;", line.Value("KPI_FIRST_ANSWER_TEXT"));
        Assert.Equal((null, null, null), (line.Value("DATE_CREATE"), line.Value("XML_ID"), line.Value("NEW_SETTING")));
    }

    [Theory]
    [InlineData("""{"ID":1,"WORKTIME_HOLIDAYS":[""],"WORKTIME_DAYOFF":[""],"QUEUE":[],"CONFIG_QUEUE":[]}""")]
    [InlineData("""{"ID":1,"WORKTIME_HOLIDAYS":[],"WORKTIME_DAYOFF":[],"QUEUE":{},"CONFIG_QUEUE":[{"ENTITY_TYPE":"user"}]}""")]
    [InlineData("""{"ID":1,"WORKTIME_HOLIDAYS":"","WORKTIME_DAYOFF":"","QUEUE":["0","x"],"CONFIG_QUEUE":{}}""")]
    public void A_list_with_nothing_in_it_is_empty_in_whatever_way_it_is_written(string json)
    {
        var line = Read(json);

        Assert.Empty(line.Holidays);
        Assert.Empty(line.DaysOff);
        Assert.Empty(line.Operators!);
        Assert.Empty(line.Departments!);
    }

    [Theory]
    [InlineData("""["27","103"]""")]
    [InlineData("[27,103]")]
    [InlineData("""{"0":27,"1":"103"}""")]
    [InlineData("""[27,103,"27"]""")]
    [InlineData("""[0,null,"x",{},"27",103]""")]
    public void A_queue_is_of_numbers_or_of_their_digits(string queue) =>
        Assert.Equal([27, 103], Read($$"""{"ID":1,"QUEUE":{{queue}}}""").Operators!);

    [Fact]
    public void A_queue_that_was_not_asked_for_is_nothing()
    {
        var line = Read("""{"ID":"1"}""");

        Assert.Null(line.Operators);
        Assert.Null(line.Departments);
    }

    [Theory]
    [InlineData("""{"27":{"USER_NAME":"Support"}}""", "Support")]
    [InlineData("""{"27":{"USER_NAME":null}}""", null)]
    [InlineData("""{"27":[]}""", null)]
    [InlineData("[]", null)]
    public void An_operator_may_have_another_name_for_clients(string shown, string? name) =>
        Assert.Equal(name, Read($$"""{"ID":"22","QUEUE":["27"],"QUEUE_USERS_FIELDS":{{shown}}}""").ShownName(27));

    [Fact]
    public void The_departments_of_a_queue_are_told_apart_from_its_people() =>
        Assert.Equal(
            [10],
            Read("""
                {"ID":1,"CONFIG_QUEUE":[{"ENTITY_ID":"10","ENTITY_TYPE":"department"},{"ENTITY_ID":"5","ENTITY_TYPE":"user"}]}
                """).Departments!);

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ID":"0"}""")]
    public void Anything_else_is_no_line(string json) => Assert.Throws<FormatException>(() => Read(json));

    [Theory]
    [InlineData("9", 9, 0)]
    [InlineData("09.05", 9, 5)]
    [InlineData("18.30", 18, 30)]
    [InlineData("23.3", 23, 30)]
    [InlineData("9:15", 9, 15)]
    public void An_hour_is_written_in_several_ways(string text, int hours, int minutes)
    {
        Assert.True(LineHour.TryParse(text, out var time));
        Assert.Equal(new TimeSpan(hours, minutes, 0), time);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("9.60")]
    [InlineData("9.5.0")]
    [InlineData("-1")]
    [InlineData("9.")]
    [InlineData(".30")]
    [InlineData("9.305")]
    [InlineData("009")]
    public void Anything_else_is_no_hour(string? text) => Assert.False(LineHour.TryParse(text, out _));

    [Theory]
    [InlineData("MO", DayOfWeek.Monday)]
    [InlineData(" su ", DayOfWeek.Sunday)]
    [InlineData("friday", DayOfWeek.Friday)]
    public void A_day_of_the_week_has_a_code_and_a_name(string text, DayOfWeek day)
    {
        Assert.True(LineDays.TryParse(text, out var parsed));
        Assert.Equal(day, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("Monday,Friday")]
    [InlineData("Mond")]
    public void Anything_else_is_no_day_of_the_week(string text) => Assert.False(LineDays.TryParse(text, out _));

    [Fact]
    public void Holidays_are_all_kept_or_none()
    {
        Assert.Equal(["01.01", "25.12"], LineDays.Holidays("01.01, 25.12,")!);
        Assert.Empty(LineDays.Holidays("")!);
        Assert.Null(LineDays.Holidays("01.01,13.13"));
        Assert.Null(LineDays.Holidays("1 May"));
        Assert.Equal("09.05", LineDays.Holiday(new DateTime(2026, 5, 9, 0, 0, 0, DateTimeKind.Unspecified)));
    }

    private static LineRecord Read(string json) => LineRecord.Read(new(Encoding.UTF8.GetBytes(json)));
}
