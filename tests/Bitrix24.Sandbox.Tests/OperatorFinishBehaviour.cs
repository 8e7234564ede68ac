using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class OperatorFinishBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Fact]
    public async Task The_operator_ends_his_session()
    {
        Assert.Equal("true", (await _caller.LinesAsync("operator.finish", "chat_id=1763")).ResultText);

        var dialog = await _caller.DialogAsync(1763);
        Assert.Equal((0, 0), (dialog.SessionId, dialog.Owner));
        Assert.Equal([587], _caller.Portal.Chats.Read(1763)!.Members);
        Assert.Equal("NOT_LOAD_SESSION_OR_CHAT", (await _caller.LinesAsync("operator.finish", "CHAT_ID=1763")).Error);
    }

    [Theory]
    [InlineData("operator.finish", "CHAT_ID=1763", "ERROR_USER_NOT_OPERATOR")]
    [InlineData("operator.finish", "CHAT_ID=2043", "NOT_LOAD_SESSION_OR_CHAT")]
    [InlineData("operator.finish", "CHAT_ID=2113", "ACCESS_DENIED")]
    [InlineData("operator.another.finish", "chat_id=1763", "CHAT_ID")]
    [InlineData("operator.another.finish", "CHAT_ID=2043", "NOT_LOAD_SESSION_OR_CHAT")]
    public async Task Errors(string method, string query, string code)
    {
        var answer = await new Caller().LinesAsync(method, query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData(1763)]
    [InlineData(2101)]
    public async Task Anothers_session_is_ended_and_one_without_an_operator_becomes_the_callers_first(long chatId)
    {
        var caller = new Caller();

        Assert.Equal("true", (await caller.LinesAsync("operator.another.finish", $"CHAT_ID={chatId}")).ResultText);

        Assert.Equal(0, (await caller.DialogAsync(chatId)).SessionId);
        var session = caller.Portal.Chats.Read(chatId)!.CurrentSession!;
        Assert.Equal(chatId == 2101 ? DefaultData.Admin : DefaultData.Operator, session.OperatorId);
    }

    [Fact]
    public async Task A_line_that_asks_for_a_vote_keeps_the_session_for_a_while()
    {
        _caller.Portal.FindLine(22)!.Settings.Put("VOTE_CLOSING_DELAY", "Y");

        Assert.Equal("true", (await _caller.LinesAsync("operator.finish", "CHAT_ID=1763")).ResultText);

        var dialog = await _caller.DialogAsync(1763);
        Assert.NotEqual(0, dialog.SessionId);
        Assert.Equal("Y", dialog.Data(4));
    }
}
