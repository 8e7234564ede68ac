using System;
using Bitrix24.Rest;
using static Bitrix24.OpenLines.Tests.LineSettings;

namespace Bitrix24.OpenLines.Tests;

public sealed class LineReadingTests
{
    [Theory]
    [InlineData("ACTIVE=Y", "\"ACTIVE\":\"Y\"")]
    [InlineData("ACTIVE=Y", "\"ACTIVE\":true")]
    [InlineData("ACTIVE=N", "\"ACTIVE\":\"N\"")]
    [InlineData("ACTIVE=N", "\"ACTIVE\":0")]
    [InlineData("QUEUE_TIME=60", "\"QUEUE_TIME\":\"60\"")]
    [InlineData("QUEUE_TIME=60", "\"QUEUE_TIME\":60")]
    [InlineData("QUEUE_TIME=60", "\"QUEUE_TIME\":\"060\"")]
    [InlineData("LINE_NAME=Support", "\"LINE_NAME\":\"Support\"")]
    [InlineData("WORKTIME_FROM=09.00", "\"WORKTIME_FROM\":\"9\"")]
    [InlineData("WORKTIME_TO=18.30", "\"WORKTIME_TO\":18.3")]
    [InlineData("WORKTIME_HOLIDAYS=01.01,25.12", "\"WORKTIME_HOLIDAYS\":[\"01.01\",\"25.12\"]")]
    [InlineData("WORKTIME_HOLIDAYS=", "\"WORKTIME_HOLIDAYS\":[\"\"]")]
    [InlineData("KPI_FIRST_ANSWER_TEXT=<b>", "\"KPI_FIRST_ANSWER_TEXT\":\"&lt;b&gt;\"")]
    [InlineData("OF_A_NEWER_PORTAL=1", "")]
    public void What_was_sent_is_known_again_in_the_portals_own_words(string settings, string line) =>
        Assert.Null(Verify(settings, line));

    [Theory]
    [InlineData("ACTIVE=Y", "\"ACTIVE\":\"N\"", "ACTIVE is 'N', not 'Y'")]
    [InlineData("ACTIVE=Y", "\"ACTIVE\":false", "ACTIVE is not what was sent")]
    [InlineData("ACTIVE=Y", "\"ACTIVE\":null", "ACTIVE is not what was sent")]
    [InlineData("ACTIVE=N", "", "ACTIVE is not what was sent")]
    [InlineData("QUEUE_TIME=60", "\"QUEUE_TIME\":\"\"", "QUEUE_TIME is '', not '60'")]
    [InlineData("QUEUE_TIME=60", "\"QUEUE_TIME\":[60]", "QUEUE_TIME is not what was sent")]
    [InlineData("LANGUAGE_ID=de", "\"LANGUAGE_ID\":\"en\"", "LANGUAGE_ID is 'en', not 'de'")]
    [InlineData("LINE_NAME=a", "\"LINE_NAME\":\"A\"", "LINE_NAME is 'A', not 'a'")]
    [InlineData("WORKTIME_FROM=09.00", "\"WORKTIME_FROM\":\"9.30\"", "WORKTIME_FROM is '9.30', not '09.00'")]
    [InlineData("WORKTIME_FROM=09.00", "\"WORKTIME_FROM\":{}", "WORKTIME_FROM is not what was sent")]
    [InlineData("WORKTIME_HOLIDAYS=01.01", "\"WORKTIME_HOLIDAYS\":[]", "WORKTIME_HOLIDAYS is not what was sent")]
    [InlineData("QUEUE_TIME=60 ACTIVE=Y", "\"QUEUE_TIME\":60,\"ACTIVE\":\"N\"", "ACTIVE is 'N', not 'Y'")]
    public void What_the_portal_has_made_of_it_instead_is_told(string settings, string line, string what)
    {
        var fault = Verify(settings, line);

        Assert.Equal(("NotVerified", "imopenlines.config.update"), (fault!.Id, fault.Method));
        Assert.Equal($"The portal answered that it was done, but {what}.", fault.Description);
    }

    [Theory]
    [InlineData("\"WORKTIME_DAYOFF\":[\"SU\",\"SA\"]", true)]
    [InlineData("\"WORKTIME_DAYOFF\":\"SA,SU\"", true)]
    [InlineData("\"WORKTIME_DAYOFF\":[\"SA\"]", false)]
    [InlineData("\"WORKTIME_DAYOFF\":[\"SA\",\"SU\",\"MO\"]", false)]
    [InlineData("\"WORKTIME_DAYOFF\":null", false)]
    public void Days_off_are_the_same_in_any_order(string line, bool isSame) =>
        Assert.Equal(isSame, Read(List("WORKTIME_DAYOFF", "SA", "SU"), line) is null);

    [Theory]
    [InlineData("\"WORKTIME_DAYOFF\":[\"\"]", true)]
    [InlineData("\"WORKTIME_DAYOFF\":[]", true)]
    [InlineData("\"WORKTIME_DAYOFF\":null", true)]
    [InlineData("\"WORKTIME_DAYOFF\":[\"SU\"]", false)]
    public void No_day_off_is_sent_as_a_list_with_an_empty_text(string line, bool isSame) =>
        Assert.Equal(isSame, Read(List("WORKTIME_DAYOFF", ""), line) is null);

    [Theory]
    [InlineData("\"KPI_FIRST_ANSWER_LIST\":[\"14\",\"5\"]", true)]
    [InlineData("\"KPI_FIRST_ANSWER_LIST\":{\"0\":5,\"1\":14}", true)]
    [InlineData("\"KPI_FIRST_ANSWER_LIST\":[5]", false)]
    [InlineData("\"KPI_FIRST_ANSWER_LIST\":false", false)]
    public void Users_are_the_same_in_any_order(string line, bool isSame) =>
        Assert.Equal(isSame, Read(List("KPI_FIRST_ANSWER_LIST", "5", "14"), line) is null);

    [Theory]
    [InlineData("\"QUEUE\":[\"14\",\"27\",\"103\"]", null)]
    [InlineData("\"QUEUE\":[27]", "user 103 is not in the queue")]
    [InlineData("\"QUEUE\":[]", "user 27 is not in the queue")]
    [InlineData("", "user 27 is not in the queue")]
    public void Of_a_queue_its_users_are_looked_for_and_not_the_people_of_its_departments(string line, string? what)
    {
        var fault = Read(Queue(("user", 27), ("department", 7), ("user", 103)), line);

        Assert.Equal(what is null ? null : $"The portal answered that it was done, but {what}.", fault?.Description);
    }

    [Fact]
    public void A_line_that_is_not_there_any_more_is_an_error_of_its_own() =>
        Assert.Equal("LineNotFound", Read(isVerified: false, [], "false")?.Id);

    [Fact]
    public void A_line_that_is_read_for_its_settings_only_is_not_compared() =>
        Assert.Null(Read(isVerified: false, [new("ACTIVE", "Y")], LineOf("\"ACTIVE\":\"N\"")));

    [Fact]
    public void A_long_value_is_shown_by_its_beginning_and_a_secret_in_it_not_at_all()
    {
        var webhook = "https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/";
        var fault = Verify("LINE_NAME=a", $"\"LINE_NAME\":\"{webhook}\"");
        Assert.DoesNotContain("xk7ab9qwerty01zz", fault!.Description, StringComparison.Ordinal);

        fault = Verify("LINE_NAME=a", $"\"LINE_NAME\":\"{new string('n', 500)}\\n\\u202e\"");
        Assert.InRange(fault!.Description.Length, 60, 150);
    }

    private static Bitrix24Exception? Verify(string settings, string line) => Read(isVerified: true, [.. Of(settings)], LineOf(line));

    private static Bitrix24Exception? Read(CallParameter setting, string line) => Read(isVerified: true, [setting], LineOf(line));

    private static Bitrix24Exception? Read(bool isVerified, CallParameter[] settings, string answer)
    {
        var call = new LineReading(isVerified, Redaction.None).Call([LineMethods.IdOf(22)], settings, "imopenlines.config.update");
        Assert.Equal(("imopenlines.config.get", "CONFIG_ID=22"), (call.Method.Name, Write(call.Parameters)));
        return call.Accept(Json(answer));
    }
}
