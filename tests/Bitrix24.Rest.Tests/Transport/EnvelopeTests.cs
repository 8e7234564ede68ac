using System.Linq;
using System.Text;
using System.Text.Json;

namespace Bitrix24.Rest.Tests;

public sealed class EnvelopeTests
{
    [Fact]
    public void Results_and_errors_are_found_by_the_keys_that_were_sent()
    {
        var batch = Read(
            """
            {"result":{"c0":true,"c2":{"chatId":"1763"}},"result_error":{"c1":{"error":"CHAT_ID"}},"result_total":[],"result_next":[],
            "result_time":{"c0":{"operating":1},"c2":{"operating":2}}}
            """,
            3);

        Assert.Equal("r true|e CHAT_ID|r {\"chatId\":\"1763\"}", Tell(batch, 3));
        Assert.Equal([1d, null, 2d], Enumerable.Range(0, 3).Select(index => batch.Items[index].Time.Operating?.TotalSeconds));
    }

    [Theory]
    [InlineData("""{"result":[],"result_error":[],"result_total":[],"result_next":[],"result_time":[]}""", "-|-|-")]
    [InlineData("""{"result":{},"result_error":{}}""", "-|-|-")]
    [InlineData("""{"result":[]}""", "-|-|-")]
    [InlineData("""{"result":{"c2":3,"c1":2,"c0":1}}""", "r 1|r 2|r 3")]
    [InlineData("""{"result":{"c1":2,"c0":1}}""", "r 1|r 2|-")]
    [InlineData("""{"result":{"c0":1,"c0":9}}""", "r 9|-|-")]
    [InlineData("""{"result":{"c0":1,"c3":4,"c49":5,"c50":6,"x":7,"":8,"C1":9,"c01":10,"0":11,"c-1":12}}""", "r 1|-|-")]
    [InlineData("""{"result":{"x":{"c1":7},"c0":1}}""", "r 1|-|-")]
    [InlineData("""{"result":{"c0":null,"c1":false,"c2":0}}""", "r null|r false|r 0")]
    [InlineData("""{"result":[1,2,3]}""", "r 1|r 2|r 3")]
    [InlineData("""{"result":[1]}""", "r 1|-|-")]
    [InlineData("""{"result":[1,2,3,4,5]}""", "r 1|r 2|r 3")]
    [InlineData("""{"result":{"c1":2,"c2":3},"result_error":[{"error":"X"}]}""", "e X|r 2|r 3")]
    [InlineData("""{"result":{"c0":1,"c2":3},"result_error":{"c1":{"error":""}}}""", "r 1|e |r 3")]
    [InlineData("""{"result":{"c0":1,"c1":2},"result_error":{"c1":{"error":"X"}}}""", "r 1|e X|-")]
    [InlineData("""{"result":[],"result_error":{"c0":"text","c1":5,"c2":null}}""", "e text|e 5|e null")]
    [InlineData("""{"result":true}""", "-|-|-")]
    [InlineData("""{"result":"c0"}""", "-|-|-")]
    [InlineData("""{"result":null,"result_error":5,"result_time":"x"}""", "-|-|-")]
    [InlineData("""{"result":{"\u00630":1}}""", "r 1|-|-")]
    public void Every_form_in_which_PHP_prints_a_map_is_read(string json, string expected)
    {
        var batch = Read(json, 3);

        Assert.True(batch.IsBatch);
        Assert.Equal(expected, Tell(batch, 3));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"chatId":"1763"}""")]
    [InlineData("""{"result_error":{"c0":{"error":"X"}}}""")]
    public void Anything_else_is_not_the_answer_of_a_batch(string json)
    {
        var batch = Read(json, 2);

        Assert.False(batch.IsBatch);
        Assert.Equal("-|-", Tell(batch, 2));
        Assert.Equal(default, batch.Items[0].Time);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"c0":5,"c1":[]}""")]
    [InlineData("""[{"operating":"x"}]""")]
    public void A_time_of_the_wrong_form_says_nothing(string times)
    {
        var batch = Read($$"""{"result":{"c0":1,"c1":2},"result_time":{{times}}}""", 2);

        Assert.Equal(default, batch.Items[0].Time);
        Assert.Equal(default, batch.Items[1].Time);
    }

    [Fact]
    public void Fifty_keys_are_read_in_any_order()
    {
        var keys = Enumerable.Range(0, 50).OrderBy(index => index * 17 % 50).Select(index => $"\"c{index}\":{index}");

        var batch = Read($$$"""{"result":{"x":7,{{{string.Join(',', keys)}}}}}""", 50);

        Assert.Equal(string.Join('|', Enumerable.Range(0, 50).Select(index => $"r {index}")), Tell(batch, 50));
    }

    [Theory]
    [InlineData("""{"result":{"result":{"c0":1}},"result":{"result":{"c1":2}}}""", "-|r 2")]
    [InlineData("""{"result":{"result":{"c0":1}},"result":true}""", "-|-")]
    [InlineData("""{"result":{"result":{"c0":1},"result":{"c1":2}}}""", "-|r 2")]
    [InlineData("""{"result":{"result":{"c0":1},"result":5}}""", "-|-")]
    [InlineData("""{"result":{"result":{"c1":2},"result_error":{"c0":{"error":"X"}},"result_error":[]}}""", "-|r 2")]
    [InlineData("""{"result":{"result":{"c0":1},"result_time":{"c0":{"operating":1}},"result_time":[]}}""", "r 1|-")]
    [InlineData("""{"\u0072esult":{"\u0072esult":{"c0":1,"c1":[1,{"c0":5}]}}}""", "r 1|r [1,{\"c0\":5}]")]
    [InlineData("""{"next":{"result":{"c0":7}},"result":{"x":{"result":{"c0":8}},"result":{"c1":2}}}""", "-|r 2")]
    public void Of_what_comes_twice_the_last_counts_and_what_stands_elsewhere_does_not(string json, string expected)
    {
        var batch = Envelope.Read(Encoding.UTF8.GetBytes(json), 2)!;

        Assert.Equal(expected, Tell(batch, 2));
        Assert.Equal(default, batch.Items[0].Time);
    }

    [Fact]
    public void A_result_is_the_slice_of_the_body_as_it_stands_there()
    {
        var batch = Read("""{"result": [ "a\"]" , -1.5e3 ,{ "b" : [ ] } ] }""", 3);

        Assert.Equal("""r "a\"]"|r -1.5e3|r { "b" : [ ] }""", Tell(batch, 3));
    }

    [Theory]
    [InlineData("""{"result":{"result":{"c0":1}},"time":{"operating":2}}""", 2d)]
    [InlineData("""{"time":{"operating":1},"result":{"result":{}},"time":{"operating":3}}""", 3d)]
    [InlineData("""{"time":{"operating":1},"result":{"result":{}},"time":[]}""", null)]
    public void The_time_of_the_whole_is_read(string json, double? operating) =>
        Assert.Equal(operating, Envelope.Read(Encoding.UTF8.GetBytes(json), 2)!.Time.Operating?.TotalSeconds);

    [Theory]
    [InlineData("""{"result":[1,{"error":"X"}],"time":{"operating":1}}""", false)]
    [InlineData("""{"result":[1,2],"error":"X","time":{"operating":1}}""", true)]
    public void What_stands_behind_a_result_of_the_wrong_form_is_read(string json, bool hasError)
    {
        var batch = Envelope.Read(Encoding.UTF8.GetBytes(json), 2)!;

        Assert.Equal((true, hasError, 1d), (batch.HasResult, batch.HasError, batch.Time.Operating?.TotalSeconds));
    }

    private static Envelope Read(string json, int count) => Envelope.Read(Encoding.UTF8.GetBytes($"{{\"result\":{json}}}"), count)!;

    private static string Tell(Envelope batch, int count) =>
        string.Join('|', Enumerable.Range(0, count).Select(index => batch.Items[index] switch
    {
        { ErrorJson.IsGiven: true } item => "e " + CodeOf(Json.Of(Json.TextOf(item.ErrorJson))),
        { Result.IsGiven: true } item => "r " + Json.TextOf(item.Result),
        _ => "-",
    }));

    private static string? CodeOf(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object ? error.GetProperty("error").GetString()
            : error.ToString() is { Length: > 0 } text ? text
            : "null";
}
