using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class OperatorPauseBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Fact]
    public async Task A_pause_begins_and_ends_once()
    {
        Assert.Equal("false", (await _caller.LinesAsync("operator.pause.get")).ResultText);
        Assert.Equal("true", (await _caller.LinesAsync("operator.pause.start")).ResultText);
        Assert.Equal("false", (await _caller.LinesAsync("operator.pause.start")).ResultText);
        Assert.Equal("true", (await _caller.LinesAsync("operator.pause.get")).ResultText);
        Assert.Equal("true", (await _caller.LinesAsync("operator.pause.stop")).ResultText);
        Assert.Equal("false", (await _caller.LinesAsync("operator.pause.stop")).ResultText);
    }

    [Fact]
    public async Task Who_has_one_is_not_asked_when_a_dialog_waits()
    {
        await _caller.LinesAsync("operator.pause.start");

        await _caller.LinesAsync("operator.transfer", "CHAT_ID=1763&QUEUE_ID=22");

        Assert.Equal([DefaultData.Colleague], _caller.Portal.Chats.Read(1763)!.OfferedTo);
    }

    [Theory]
    [InlineData("operator.pause.getAll")]
    [InlineData("operator.pause.getHistory")]
    public async Task Of_others_nobody_is_told(string method)
    {
        var answer = await _caller.LinesAsync(method);

        Assert.Equal((400, "ACCESS_DENIED"), (answer.Status, answer.Error));
    }
}
