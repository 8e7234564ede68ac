using System.Net.Http;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class BotSessionTransferBehaviour
{
    private const string Client = "&CLIENT_ID=" + DefaultData.BotClientId;

    private readonly Caller _caller = new(webhook: DefaultData.WithoutRightsWebhook);

    [Theory]
    [InlineData("", true)]
    [InlineData("&LEAVE=N", true)]
    [InlineData("&LEAVE=Y", false)]
    public async Task To_an_operator_the_bot_stays_unless_it_leaves(string leave, bool stays)
    {
        Assert.Equal("true", (await TransferAsync("CHAT_ID=2117&USER_ID=14" + leave + Client)).ResultText);

        var chat = _caller.Portal.Chats.Read(2117)!;
        Assert.Equal(DefaultData.Colleague, chat.AuthorId);
        Assert.Equal(stays, chat.HasMember(DefaultData.Bot));
        Assert.True(chat.HasMember(DefaultData.Colleague));
    }

    [Fact]
    public async Task To_a_line_nobody_is_responsible()
    {
        Assert.Equal("true", (await TransferAsync("CHAT_ID=2117&TRANSFER_ID=queue58&client_id=" + DefaultData.BotClientId)).ResultText);

        var dialog = await _caller.DialogAsync(2117);
        Assert.Equal((0, "58"), (dialog.Owner, dialog.LineId));
    }

    [Theory]
    [InlineData("chat_id=2117&USER_ID=14" + Client, 400, "CHAT_ID_EMPTY")]
    [InlineData("CHAT_ID=2117" + Client, 400, "TRANSFER_ID_EMPTY")]
    [InlineData("CHAT_ID=2117&USER_ID=0" + Client, 400, "USER_ID_EMPTY")]
    [InlineData("CHAT_ID=2117&QUEUE_ID=0" + Client, 400, "QUEUE_ID_EMPTY")]
    [InlineData("CHAT_ID=2117&USER_ID=14", 403, "ACCESS_DENIED")]
    [InlineData("CHAT_ID=2117&USER_ID=14&CLIENT_ID=other", 400, "BOT_ID_ERROR")]
    [InlineData("CHAT_ID=2117&USER_ID=12" + Client, 400, "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=2117&QUEUE_ID=99" + Client, 400, "OPERATOR_WRONG")]
    [InlineData("CHAT_ID=999999&USER_ID=14" + Client, 400, "OPERATOR_WRONG")]
    public async Task Errors(string query, int status, string code)
    {
        var answer = await TransferAsync(query);

        Assert.Equal((status, code), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Without_a_word_for_the_bot_a_webhook_is_told_so()
    {
        Assert.Equal("Access denied! Client ID not specified", (await TransferAsync("CHAT_ID=2117&USER_ID=14")).Description);
    }

    [Fact]
    public async Task An_application_has_its_own_bot()
    {
        var answer = await _caller.SendAsync(
            HttpMethod.Get,
            $"https://{SandboxPortal.Host}/rest/imopenlines.bot.session.transfer?CHAT_ID=2117&USER_ID=14&auth={DefaultData.AdminToken}",
            null,
            null);

        Assert.Equal("true", answer.ResultText);
    }

    private Task<Caller.Answer> TransferAsync(string query) => _caller.LinesAsync("bot.session.transfer", query);
}
