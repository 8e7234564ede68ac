using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionPinAllBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Fact]
    public async Task All_answered_dialogs_of_the_caller_change_once_and_are_answered_by_session()
    {
        var pinned = await _caller.LinesAsync("session.mode.pinAll");

        var expected = await Task.WhenAll(SessionOf(1763), SessionOf(2024), SessionOf(2109), SessionOf(2113), SessionOf(2115));
        Assert.Equal("[" + string.Join(',', expected) + "]", pinned.ResultText);
        Assert.True((await _caller.DialogAsync(2115)).IsPinned);
        Assert.Equal("[]", (await _caller.LinesAsync("session.mode.pinAll")).ResultText);

        Assert.Equal(pinned.ResultText, (await _caller.LinesAsync("session.mode.unpinall")).ResultText);
        Assert.Equal("[]", (await _caller.LinesAsync("session.mode.unpinAll")).ResultText);

        async Task<long> SessionOf(long chatId) => (await _caller.DialogAsync(chatId)).SessionId;
    }

    [Fact]
    public async Task Somebody_without_dialogs_changes_none()
    {
        Assert.Equal("[]", (await new Caller(webhook: DefaultData.WithoutRightsWebhook).LinesAsync("session.mode.pinAll")).ResultText);
    }

    [Fact]
    public async Task Generated_chats_of_the_caller_are_among_them()
    {
        _caller.Portal.Chats.Pattern = new(OperatorId: DefaultData.Operator);
        _caller.Portal.AddChats(1000);

        Assert.Equal(1005, (await _caller.LinesAsync("session.mode.pinAll")).Result.GetArrayLength());
        Assert.True((await _caller.DialogAsync(1_000_777)).IsPinned);
    }
}
