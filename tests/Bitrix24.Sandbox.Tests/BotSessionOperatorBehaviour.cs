using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class BotSessionOperatorBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.WithoutRightsWebhook);

    [Theory]
    [InlineData("CHAT_ID=2117")]
    [InlineData("chat_id=2117")]
    public async Task The_bot_gives_the_dialog_to_the_queue(string query)
    {
        Assert.Equal("true", (await _caller.LinesAsync("bot.session.operator", query)).ResultText);

        var chat = _caller.Portal.Chats.Read(2117)!;
        Assert.Equal([627], chat.Members);
        Assert.Equal([DefaultData.Operator], chat.OfferedTo);
        Assert.Equal(SessionStatus.Skipped, chat.CurrentSession!.Status);
    }

    [Theory]
    [InlineData("", "CHAT_ID_EMPTY")]
    [InlineData("CHAT_ID=1763", "WRONG_CHAT")]
    [InlineData("CHAT_ID=3001", "WRONG_CHAT")]
    [InlineData("CHAT_ID=2043", "WRONG_CHAT")]
    public async Task Errors(string query, string code)
    {
        var answer = await _caller.LinesAsync("bot.session.operator", query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
        Assert.Equal(query.EndsWith("2043", System.StringComparison.Ordinal) ? 1 : 0, _caller.Portal.Journal.SessionsCreated);
    }
}
