using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionPinBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Fact]
    public async Task The_operator_pins_and_unpins_his_dialog()
    {
        Assert.Equal("true", (await PinAsync("CHAT_ID=1763")).ResultText);
        Assert.True((await _caller.DialogAsync(1763)).IsPinned);
        Assert.Equal("true", (await PinAsync("CHAT_ID=1763&ACTIVATE=n")).ResultText);
        Assert.True((await _caller.DialogAsync(1763)).IsPinned);

        Assert.Equal("true", (await PinAsync("CHAT_ID=1763&ACTIVATE=N")).ResultText);
        Assert.False((await _caller.DialogAsync(1763)).IsPinned);
        Assert.Equal("true", (await _caller.LinesAsync("session.mode.unpin", "CHAT_ID=1763")).ResultText);
    }

    [Theory]
    [InlineData("", "CHAT_ID_EMPTY")]
    [InlineData("CHAT_ID=0", "CHAT_ID_EMPTY")]
    [InlineData("CHAT_ID=abc", "CHAT_ID")]
    [InlineData("CHAT_ID=999999", "CHAT_ID")]
    [InlineData("CHAT_ID=3002", "CHAT_TYPE")]
    [InlineData("CHAT_ID=2043", "ACCESS_DENIED")]
    [InlineData("CHAT_ID=2101", "")]
    public async Task Errors(string query, string code)
    {
        var answer = await PinAsync(query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_closed_session_is_followed_by_a_new_one_as_if_the_client_had_written()
    {
        var answer = await new Caller(_caller.Portal).LinesAsync("session.mode.pin", "CHAT_ID=2102");

        Assert.Equal((400, ""), (answer.Status, answer.Error));
        Assert.Equal(1, _caller.Portal.Journal.SessionsCreatedIn(2102));
        var dialog = await _caller.DialogAsync(2102);
        Assert.NotEqual(0, dialog.SessionId);
        Assert.Equal(0, dialog.Owner);
        Assert.Equal([DefaultData.Operator], _caller.Portal.Chats.Read(2102)!.OfferedTo);
    }

    [Fact]
    public async Task Whose_turn_it_is_pins_the_new_session_before_he_has_answered()
    {
        Assert.Equal("true", (await PinAsync("CHAT_ID=2102")).ResultText);

        var dialog = await _caller.DialogAsync(2102);
        Assert.True(dialog.IsPinned);
        Assert.Equal(0, dialog.Owner);
    }

    [Fact]
    public async Task Unpinning_where_nothing_is_pinned_opens_nothing()
    {
        Assert.Equal("true", (await PinAsync("CHAT_ID=2102&ACTIVATE=N")).ResultText);
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreatedIn(2102));
    }

    private Task<Caller.Answer> PinAsync(string query) => _caller.LinesAsync("session.mode.pin", query);
}
