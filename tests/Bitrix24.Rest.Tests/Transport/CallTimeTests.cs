using System;
using System.Text;
using System.Text.Json;

namespace Bitrix24.Rest.Tests;

public sealed class CallTimeTests
{
    [Fact]
    public void The_time_of_the_documentation_is_read()
    {
        var time = Read(
            """
            {"start":1773660718,"finish":1773660718.828849,"duration":0.8288490772247314,"processing":0,
            "date_start":"2026-03-16T14:31:58+01:00","date_finish":"2026-03-16T14:31:58+01:00",
            "operating_reset_at":1773661318,"operating":0}
            """);

        Assert.Equal(1773660718, time.Start);
        Assert.Equal(1773660718.828849, time.Finish);
        Assert.Equal(0.8288, time.Duration!.Value.TotalSeconds, 4);
        Assert.Equal(TimeSpan.Zero, time.Operating);
        Assert.Equal(1773661318, time.OperatingResetAt);
        Assert.True(time.IsStartCut);
    }

    [Fact]
    public void An_older_server_keeps_the_fraction_of_the_start() =>
        Assert.False(Read("""{"start":1773660718.1}""").IsStartCut);

    [Fact]
    public void The_longest_that_can_be_meant_is_read_and_no_more_digits_than_anybody_prints()
    {
        var (longest, longer) = ("0." + new string('1', 62), "0." + new string('1', 63));
        var time = Read($$"""{"duration":86400,"operating":{{longest}}}""");

        Assert.Equal(86400d, time.Duration?.TotalSeconds);
        Assert.NotNull(time.Operating);
        Assert.Null(Read($$"""{"operating":{{longer}}}""").Operating);
    }

    [Fact]
    public void A_name_is_known_however_it_is_written()
    {
        var time = Read("""{"st\u0061rt":1.5,"\u0066inish":2.5,"durat\u0069on":1,"operatin\u0067":3,"operating_reset_a\u0074":4}""");

        Assert.Equal((1.5, 2.5, 1d, 3d, 4d), (time.Start, time.Finish, time.Duration?.TotalSeconds, time.Operating?.TotalSeconds,
            time.OperatingResetAt));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"start":"1","finish":null,"duration":[],"operating":true,"operating_reset_at":{}}""")]
    [InlineData("""{"start":-1,"finish":-0.5,"duration":-3,"operating":-1,"operating_reset_at":-1}""")]
    [InlineData("""{"start":1e300,"finish":1e18,"duration":1e12,"operating":86401,"operating_reset_at":1773661318000}""")]
    [InlineData("""{"start":253402300799,"finish":253402300799,"operating_reset_at":253402300799}""")]
    public void What_cannot_be_a_time_says_nothing(string json)
    {
        var time = Read(json);

        Assert.Equal(default, time);
        Assert.False(time.IsStartCut);
    }

    private static CallTime Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var time = CallTime.Read(ref reader);
        Assert.Equal(Encoding.UTF8.GetByteCount(json), reader.BytesConsumed);
        return time;
    }
}
