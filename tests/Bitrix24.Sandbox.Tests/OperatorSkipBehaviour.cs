using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class OperatorSkipBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Fact]
    public async Task The_next_in_the_queue_is_asked()
    {
        Assert.Equal("true", (await _caller.LinesAsync("operator.skip", "chat_id=1763")).ResultText);

        var chat = _caller.Portal.Chats.Read(1763)!;
        Assert.Equal([DefaultData.Colleague], chat.OfferedTo);
        Assert.Equal((DefaultData.Colleague, SessionStatus.Skipped), (chat.CurrentSession!.OperatorId, chat.CurrentSession.Status));
        Assert.False(chat.HasMember(DefaultData.Operator));
        Assert.Equal(0, (await _caller.DialogAsync(1763)).Owner);
    }

    [Fact]
    public async Task Without_an_open_session_the_caller_leaves_and_is_told_an_error_without_a_code()
    {
        await _caller.JoinAsync(2102);

        var answer = await _caller.LinesAsync("operator.skip", "CHAT_ID=2102");

        Assert.Equal((400, ""), (answer.Status, answer.Error));
        Assert.False(_caller.Portal.Chats.Read(2102)!.HasMember(DefaultData.Operator));
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
    }
}
