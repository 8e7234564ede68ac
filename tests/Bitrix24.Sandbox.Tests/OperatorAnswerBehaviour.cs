using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class OperatorAnswerBehaviour
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("CHAT_ID=2101")]
    [InlineData("chat_id=2101")]
    public async Task A_waiting_dialog_becomes_the_callers(string query)
    {
        Assert.Equal("true", (await AnswerAsync(query)).ResultText);

        var dialog = await _caller.DialogAsync(2101);
        Assert.Equal(DefaultData.Admin, dialog.Owner);
        Assert.Equal(SessionStatus.Answered, _caller.Portal.Chats.Read(2101)!.CurrentSession!.Status);
    }

    [Fact]
    public async Task The_other_operators_leave()
    {
        await AnswerAsync("CHAT_ID=1763");

        Assert.Equal([587, DefaultData.Admin], _caller.Portal.Chats.Read(1763)!.Members);
    }

    [Theory]
    [InlineData("", "CHAT_ID")]
    [InlineData("CHAT_ID=3001", "CHAT_TYPE")]
    [InlineData("CHAT_ID=2113", "ACCESS_DENIED")]
    [InlineData("CHAT_ID=2103", "")]
    [InlineData("CHAT_ID=2043", "")]
    [InlineData("CHAT_ID=1364", "")]
    public async Task Being_it_already_and_a_closed_session_are_refused_without_a_code(string query, string code)
    {
        var answer = await AnswerAsync(query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
    }

    private Task<Caller.Answer> AnswerAsync(string query) => _caller.LinesAsync("operator.answer", query);
}
