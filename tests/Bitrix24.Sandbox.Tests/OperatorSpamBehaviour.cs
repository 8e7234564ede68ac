using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class OperatorSpamBehaviour
{
    private readonly Caller _caller = new();

    [Fact]
    public async Task The_session_ends_and_leaves_the_chat_to_its_client()
    {
        await _caller.LinesAsync("session.mode.silent", "CHAT_ID=1763&ACTIVATE=Y");

        Assert.Equal("true", (await _caller.LinesAsync("operator.spam", "Chat_Id=1763")).ResultText);

        var dialog = await _caller.DialogAsync(1763);
        Assert.Equal((0, 0, "N"), (dialog.SessionId, dialog.Owner, dialog.Silent));
        var chat = _caller.Portal.Chats.Read(1763)!;
        Assert.Equal([587], chat.Members);
        Assert.Equal(SessionStatus.Spam, chat.CurrentSession!.Status);
    }

    [Theory]
    [InlineData(2043)]
    [InlineData(1364)]
    public async Task Without_an_open_session_true_means_nothing(long chatId)
    {
        Assert.Equal("true", (await _caller.LinesAsync("operator.spam", $"CHAT_ID={chatId}")).ResultText);
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
    }

    [Fact]
    public async Task The_gate_stands_before_it() =>
        Assert.Equal("CHAT_ID", (await _caller.LinesAsync("operator.spam", "CHAT_ID=x")).Error);
}
