using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>References to earlier results, with the trap they set.</summary>
public sealed class BatchReferencing
{
    private readonly Caller _caller = new();

    [Fact]
    public async Task A_start_takes_its_chat_from_an_open()
    {
        var answer = await _caller.PostAsync("batch", """
            {"cmd":{"open":"imopenlines.session.open?USER_CODE=livechat%7C58%7C2042%7C479",
            "start":"imopenlines.session.start?CHAT_ID=$result[open][chatId]"}}
            """);

        Assert.Equal("""{"open":{"chatId":"2043"},"start":true}""", answer.Map("result").GetRawText());
        Assert.Equal(1, _caller.Portal.Journal.SessionsCreatedIn(2043));
    }

    [Fact]
    public async Task A_failed_open_alone_leaves_an_empty_array_and_a_chat_id_error()
    {
        var answer = await _caller.PostAsync("batch", """
            {"cmd":{"open":"imopenlines.session.open?USER_CODE=x","start":"imopenlines.session.start?CHAT_ID=$result[open][chatId]"}}
            """);

        Assert.Equal("CHAT_ID", answer.Map("result_error").GetProperty("start").GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_failed_open_after_any_success_starts_chat_1()
    {
        _caller.Portal.Chats.Add(new(1, "livechat|1|1|1", 1) { Members = { 1 } });

        var answer = await _caller.PostAsync("batch", """
            {"cmd":{"x":"scope","open":"imopenlines.session.open?USER_CODE=x",
            "start":"imopenlines.session.start?CHAT_ID=$result[open][chatId]"}}
            """);

        Assert.True(answer.Map("result").GetProperty("start").GetBoolean());
        Assert.Equal(1, _caller.Portal.Journal.SessionsCreatedIn(1));
    }

    [Theory]
    [InlineData("$result[o][chatId]", "1763")]
    [InlineData("$RESULT[o][chatId]", "")]
    [InlineData("a $result[o][chatId] b", "a 1763 b")]
    [InlineData("$result[o][chatId]tail", "1763")]
    [InlineData("x$result[o][chatId]tail y", "x1763 y")]
    [InlineData("x $result[o] y", "x $result[o] y")]
    [InlineData("$result", "$result")]
    [InlineData("$results[o]", "")]
    [InlineData("$time[o][start]", "5")]
    public void References_end_at_white_space_and_whole_ones_keep_their_type(string text, string expected)
    {
        PhpArray maps = new()
        {
            { "result", new PhpArray { { "o", new PhpArray { { "chatId", "1763" } } } } },
            { "time", new PhpArray { { "o", new PhpArray { { "start", 5L } } } } },
        };

        var resolved = BatchReferences.Resolve(new() { { "a", new PhpArray { { "b", text } } } }, maps);

        var value = ((PhpArray)resolved["a"]!)["b"];
        Assert.Equal(expected, PhpValue.ToText(value) ?? "");
    }
}
