using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class MessageSessionStartBehaviour
{
    private readonly Caller _caller = new();

    [Fact]
    public async Task Ends_the_session_and_begins_one_with_the_message()
    {
        var before = await _caller.DialogAsync(1763);
        var message = _caller.Portal.Chats.Read(1763)!.Messages[1];

        Assert.Equal("true", (await StartAsync(1763, message.Id)).ResultText);

        var after = await _caller.DialogAsync(1763);
        Assert.NotEqual(before.SessionId, after.SessionId);
        Assert.Equal(DefaultData.Admin, after.Owner);
        var chat = _caller.Portal.Chats.Read(1763)!;
        Assert.Equal([587, DefaultData.Admin], chat.Members);
        Assert.Equal(SessionStatus.Closed, chat.Sessions[0].Status);
        var copy = chat.Messages[chat.Messages.Count - 1];
        Assert.Equal((message.Text, message.AuthorId), (copy.Text, copy.AuthorId));
        Assert.NotEqual(message.Id, copy.Id);
        Assert.False(copy.IsForClient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(210200001)]
    public async Task A_message_of_another_chat_or_of_none_is_answered_true_and_changes_nothing(long messageId)
    {
        var before = await _caller.DialogAsync(1763);

        Assert.Equal("true", (await StartAsync(1763, messageId)).ResultText);
        Assert.Equal(before.Json.GetRawText(), (await _caller.DialogAsync(1763)).Json.GetRawText());
    }

    [Fact]
    public async Task A_repetition_begins_another_one()
    {
        var message = _caller.Portal.Chats.Read(1763)!.Messages[1].Id;
        await StartAsync(1763, message);
        await StartAsync(1763, message);

        Assert.Equal(2, _caller.Portal.Journal.SessionsCreatedIn(1763));
    }

    [Fact]
    public async Task On_a_closed_chat_even_an_unknown_message_opens_a_session()
    {
        Assert.Equal("true", (await StartAsync(2043, 0)).ResultText);
        Assert.Equal(1, _caller.Portal.Journal.SessionsCreatedIn(2043));
    }

    private Task<Caller.Answer> StartAsync(long chatId, long messageId) =>
        _caller.LinesAsync("message.session.start", $"CHAT_ID={chatId}&MESSAGE_ID={messageId}");
}
