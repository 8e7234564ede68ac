using System.Linq;
using System.Text.Json;

namespace Bitrix24.Rest.Tests;

public sealed class JsonValueTests
{
    [Theory]
    [InlineData("""{"a":1}""", JsonValueKind.Object)]
    [InlineData("[1]", JsonValueKind.Array)]
    [InlineData("\"a\"", JsonValueKind.String)]
    [InlineData("-5", JsonValueKind.Number)]
    [InlineData("5e1", JsonValueKind.Number)]
    [InlineData("true", JsonValueKind.True)]
    [InlineData("false", JsonValueKind.False)]
    [InlineData("null", JsonValueKind.Null)]
    [InlineData("", JsonValueKind.Undefined)]
    public void A_value_tells_its_kind(string json, JsonValueKind kind)
    {
        Assert.Equal(kind, Json.ValueOf(json).Kind);
        Assert.Equal(kind != JsonValueKind.Undefined, Json.ValueOf(json).IsGiven);
    }

    [Theory]
    [InlineData("""{"a":1,"chatId":"1763","b":2}""", "\"1763\"")]
    [InlineData("""{"x":{"chatId":1},"chatId":{"y":[2]},"z":["chatId",3]}""", """{"y":[2]}""")]
    [InlineData("""{"chatId":1,"chatId":2}""", "2")]
    [InlineData("""{"chatId":1,"chatId":null}""", "null")]
    [InlineData("""{"chat\u0049d":1,"\u0063\u0068\u0061\u0074\u0049\u0064":7}""", "7")]
    [InlineData("""{"chat\ud800":1,"\uDC00chatId":2,"chat\\ud":3,"chatId":4}""", "4")]
    [InlineData("""{"ChatId":1,"chatid":2}""", "")]
    [InlineData("""["chatId",1]""", "")]
    [InlineData("\"chatId\"", "")]
    [InlineData("{}", "")]
    [InlineData("", "")]
    public void A_field_is_found_by_its_name_alone_and_the_last_of_them_counts(string json, string expected) =>
        Assert.Equal(expected, Json.TextOf(Json.ValueOf(json).Field("chatId"u8)));

    [Theory]
    [InlineData("[1,[2,3],{\"a\":4}]", 9, "1|[2,3]|{\"a\":4}")]
    [InlineData("[1,2,3]", 2, "1|2")]
    [InlineData("[]", 9, "")]
    [InlineData("{\"0\":\"a\",\"2\":[]}", 9, "\"a\"|[]")]
    [InlineData("{\"0\":1,\"2\":2}", 1, "1")]
    [InlineData("\"a\"", 9, "")]
    public void Of_a_list_no_more_values_are_taken_than_are_wanted(string json, int most, string expected) =>
        Assert.Equal(expected, string.Join('|', Json.ValueOf(json).Values(most).Select(Json.TextOf)));

    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("\"\"", "")]
    [InlineData("\"\\u0416\\n\\\"\"", "\u0416\n\"")]
    [InlineData("\"\\ud83d\\ude00\"", "\U0001F600")]
    [InlineData("-1.50e+3", "-1.50e+3")]
    [InlineData("\"\\ud83d\"", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("[\"a\"]", null)]
    [InlineData("", null)]
    public void A_text_is_a_string_or_a_number(string json, string? expected)
    {
        Assert.Equal(expected, Json.ValueOf(json).Text());
        Assert.Equal(expected, Json.ValueOf(json).Begin(100));
    }

    [Fact]
    public void A_text_that_is_longer_than_any_is_not_taken_for_its_beginning()
    {
        foreach (var digit in new[] { "0", "\\u0030" })
        {
            var longest = string.Concat(Enumerable.Repeat(digit, JsonValue.LongestText));
            Assert.Equal(JsonValue.LongestText, Json.ValueOf($"\"{longest}\"").Text()!.Length);
            Assert.Null(Json.ValueOf($"\"{longest}1\"").Text());
        }

        Assert.Null(Json.ValueOf(new string('9', JsonValue.LongestText + 1)).Text());
    }

    [Theory]
    [InlineData("abcdef")]
    [InlineData("\u0416\u20AC\u0416\u20AC\u0416\u20AC")]
    [InlineData("\\u0041\\\\\\\"\\n\\/\\u20ac")]
    [InlineData("\\ud83d\\ude00\\uD83D\\uDE00a\\\\")]
    [InlineData("\U0001F600\U0001F600\U0001F600")]
    public void The_beginning_of_a_text_is_cut_between_its_characters(string content)
    {
        var whole = JsonSerializer.Deserialize<string>($"\"{content}\"")!;
        for (var longest = 0; longest <= whole.Length + 1; longest++)
        {
            var begin = Json.ValueOf($"\"{content}\"").Begin(longest)!;

            Assert.StartsWith(begin, whole, System.StringComparison.Ordinal);
            Assert.InRange(begin.Length, System.Math.Min(longest, whole.Length), 2 * longest);
        }
    }

    [Theory]
    [InlineData("\\ud7ff\\u0041")]
    [InlineData("\\ue800\\u0041")]
    [InlineData("\\u0d80\\u0041")]
    [InlineData("\\u0041\\u0042")]
    public void An_escape_that_is_no_half_of_a_pair_is_one_character(string content) =>
        Assert.Equal(1, Json.ValueOf($"\"{content}\"").Begin(1)!.Length);
}
