using System.Linq;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class BotSessionMessageSendBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.WithoutRightsWebhook);

    [Theory]
    [InlineData("NAME=DEFAULT&MESSAGE=Hello", "Hello")]
    [InlineData("name=DEFAULT&message=Hello", "Hello")]
    [InlineData("NAME=WELCOME&MESSAGE=Hello", "Welcome! Thank you for your message. We shall answer soon.")]
    [InlineData("NAME=DEFAULT", null)]
    [InlineData("NAME=DEFAULT&MESSAGE=0", null)]
    [InlineData("NAME=default&MESSAGE=Hello", null)]
    [InlineData("MESSAGE=Hello", null)]
    public async Task It_is_true_whatever_is_sent(string query, string? text)
    {
        var before = _caller.Portal.Chats.Read(2117)!.Messages.Count;

        Assert.Equal("true", (await SendAsync("CHAT_ID=2117&" + query)).ResultText);

        var written = _caller.Portal.Chats.Read(2117)!.Messages.Skip(before).ToList();
        Assert.Equal(text is null ? [] : [(0, text)], written.Select(static message => (message.AuthorId, message.Text)));
    }

    [Fact]
    public async Task A_closed_session_is_followed_by_a_new_one_even_where_nothing_is_sent()
    {
        Assert.Equal("true", (await SendAsync("CHAT_ID=2043&NAME=x")).ResultText);
        Assert.Equal("true", (await SendAsync("CHAT_ID=999999&NAME=x")).ResultText);

        Assert.Equal(1, _caller.Portal.Journal.SessionsCreated);
        Assert.Equal("CHAT_ID_EMPTY", (await SendAsync("NAME=WELCOME")).Error);
    }

    private Task<Caller.Answer> SendAsync(string query) => _caller.LinesAsync("bot.session.message.send", query);
}
