using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionSilentBehaviour
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("""{"CHAT_ID":1763,"ACTIVATE":"y"}""")]
    [InlineData("""{"CHAT_ID":1763,"ACTIVATE":true}""")]
    [InlineData("""{"CHAT_ID":1763}""")]
    public async Task Only_an_upper_case_y_keeps_it_from_the_client(string off)
    {
        await _caller.PostAsync("imopenlines.session.mode.silent", """{"CHAT_ID":1763,"ACTIVATE":"Y"}""");
        Assert.Equal("Y", (await _caller.DialogAsync(1763)).Silent);

        Assert.Equal("true", (await _caller.PostAsync("imopenlines.session.mode.silent", off)).ResultText);
        Assert.Equal("", (await _caller.DialogAsync(1763)).Silent);
    }

    [Fact]
    public async Task A_change_is_said_in_the_chat_and_a_repetition_is_not()
    {
        var before = _caller.Portal.Chats.Read(1763)!.Messages.Count;
        await _caller.LinesAsync("session.mode.silent", "CHAT_ID=1763&ACTIVATE=Y");
        await _caller.LinesAsync("session.mode.silent", "CHAT_ID=1763&ACTIVATE=Y");

        Assert.Equal(before + 1, _caller.Portal.Chats.Read(1763)!.Messages.Count);
        Assert.Equal("CHAT_TYPE", (await _caller.LinesAsync("session.mode.silent", "CHAT_ID=3001&ACTIVATE=Y")).Error);
    }
}
