using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionInterceptBehaviour
{
    private readonly Caller _caller = new();

    [Fact]
    public async Task The_caller_becomes_the_operator_and_the_others_of_the_portal_leave()
    {
        var answer = await _caller.LinesAsync("session.intercept", "CHAT_ID=1763");

        Assert.Equal("true", answer.ResultText);
        Assert.Equal(DefaultData.Admin, (await _caller.DialogAsync(1763)).Owner);
        Assert.Equal([587, DefaultData.Admin], _caller.Portal.Chats.Read(1763)!.Members);
    }

    [Theory]
    [InlineData(2101)]
    [InlineData(2043)]
    [InlineData(2103)]
    public async Task Without_an_operator_without_a_session_and_by_the_operator_himself_true_means_nothing(long chatId)
    {
        var before = (await _caller.DialogAsync(chatId)).Json.GetRawText();

        Assert.Equal("true", (await _caller.LinesAsync("session.intercept", $"CHAT_ID={chatId}")).ResultText);
        Assert.Equal(before, (await _caller.DialogAsync(chatId)).Json.GetRawText());
    }

    [Theory]
    [InlineData("", "CHAT_ID_EMPTY")]
    [InlineData("chat_id=1763", "CHAT_ID_EMPTY")]
    [InlineData("CHAT_ID=-1", "CHAT_ID_EMPTY")]
    [InlineData("CHAT_ID=999999", "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=2113", "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=3001", "OPERATOR_WRONG")]
    public async Task A_refusal_of_the_gate_has_one_code(string query, string code)
    {
        var answer = await _caller.LinesAsync("session.intercept", query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }
}
