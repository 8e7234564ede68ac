using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class OperatorTransferBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Theory]
    [InlineData("""{"CHAT_ID":1763,"USER_ID":14}""")]
    [InlineData("""{"CHAT_ID":1763,"TRANSFER_ID":14}""")]
    [InlineData("""{"CHAT_ID":1763,"TRANSFER_ID":"14","USER_ID":99}""")]
    [InlineData("""{"CHAT_ID":1763,"TRANSFER_ID":"queue58","USER_ID":14}""")]
    [InlineData("""{"CHAT_ID":1763,"TRANSFER_ID":["queue58"],"USER_ID":14}""")]
    public async Task To_a_user_everybody_else_leaves(string json)
    {
        Assert.Equal("true", (await _caller.PostAsync("imopenlines.operator.transfer", json)).ResultText);

        Assert.Equal((DefaultData.Colleague, "0"), await ShownAsync());
        Assert.Equal([587, DefaultData.Colleague], _caller.Portal.Chats.Read(1763)!.Members);
    }

    [Theory]
    [InlineData("""{"CHAT_ID":1763,"QUEUE_ID":58}""", "58")]
    [InlineData("""{"CHAT_ID":1763,"TRANSFER_ID":"queue58"}""", "58")]
    [InlineData("""{"CHAT_ID":1763,"TRANSFER_ID":"queue58","QUEUE_ID":1}""", "58")]
    [InlineData("""{"CHAT_ID":1763,"QUEUE_ID":"22"}""", "0")]
    public async Task To_a_line_nobody_is_responsible_and_the_dialog_names_the_line(string json, string line)
    {
        Assert.Equal("true", (await _caller.PostAsync("imopenlines.operator.transfer", json)).ResultText);

        Assert.Equal((0, line), await ShownAsync());
        Assert.Equal([587], _caller.Portal.Chats.Read(1763)!.Members);
        Assert.NotEqual(0, (await _caller.DialogAsync(1763)).SessionId);
    }

    [Theory]
    [InlineData("", "CHAT_ID_EMPTY")]
    [InlineData("chat_id=1763&USER_ID=14", "CHAT_ID_EMPTY")]
    [InlineData("CHAT_ID=1763", "TRANSFER_ID_EMPTY")]
    [InlineData("CHAT_ID=1763&user_id=14", "TRANSFER_ID_EMPTY")]
    [InlineData("CHAT_ID=1763&USER_ID=", "USER_ID_EMPTY")]
    [InlineData("CHAT_ID=1763&QUEUE_ID=x", "QUEUE_ID_EMPTY")]
    [InlineData("CHAT_ID=1763&TRANSFER_ID=queue", "QUEUE_ID_EMPTY")]
    [InlineData("CHAT_ID=1763&USER_ID=5", "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=1763&USER_ID=12", "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=1763&USER_ID=20", "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=1763&USER_ID=587", "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=1763&QUEUE_ID=40", "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=2043&USER_ID=14", "OPERATOR_WRONG")]
    public async Task Errors(string query, string code)
    {
        var answer = await _caller.LinesAsync("operator.transfer", query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
        Assert.Equal((DefaultData.Operator, "0"), await ShownAsync());
    }

    [Theory]
    [InlineData("USER_ID=14")]
    [InlineData("USER_ID=12")]
    public async Task A_closed_session_is_followed_by_a_new_one_even_where_the_target_is_wrong(string target)
    {
        await _caller.LinesAsync("operator.transfer", "CHAT_ID=2102&" + target);

        Assert.Equal(1, _caller.Portal.Journal.SessionsCreatedIn(2102));
        Assert.NotEqual(0, (await _caller.DialogAsync(2102)).SessionId);
    }

    private async Task<(long Owner, string Line)> ShownAsync()
    {
        var dialog = await _caller.DialogAsync(1763);
        return (dialog.Owner, dialog.LineId);
    }
}
