using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class BotSessionFinishBehaviour
{
    private const string Client = "&client_id=" + DefaultData.BotClientId;

    private readonly Caller _caller = new();

    [Theory]
    [InlineData(2117)]
    [InlineData(1763)]
    public async Task The_bot_takes_the_dialog_and_ends_it(long chatId)
    {
        Assert.Equal("true", (await FinishAsync($"chat_id={chatId}" + Client)).ResultText);

        Assert.Equal(0, (await _caller.DialogAsync(chatId)).SessionId);
        Assert.Equal(DefaultData.Bot, _caller.Portal.Chats.Read(chatId)!.CurrentSession!.OperatorId);
    }

    [Theory]
    [InlineData("CHAT_ID=2043")]
    [InlineData("CHAT_ID=999999")]
    public async Task Without_an_open_session_true_means_nothing(string query)
    {
        Assert.Equal("true", (await FinishAsync(query + Client)).ResultText);
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
    }

    [Theory]
    [InlineData("", 400, "CHAT_ID_EMPTY")]
    [InlineData("CHAT_ID=2117", 403, "ACCESS_DENIED")]
    [InlineData("CHAT_ID=2117&CLIENT_ID=x", 400, "BOT_ID_ERROR")]
    public async Task Errors(string query, int status, string code)
    {
        var answer = await FinishAsync(query);

        Assert.Equal((status, code), (answer.Status, answer.Error));
    }

    private Task<Caller.Answer> FinishAsync(string query) => _caller.LinesAsync("bot.session.finish", query);
}
