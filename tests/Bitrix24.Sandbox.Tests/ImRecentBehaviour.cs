using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

public sealed class ImRecentBehaviour
{
    private readonly Caller _caller = new(SandboxPortal.CreateDefault(new() { Time = new VirtualTime() }), DefaultData.OperatorWebhook);

    [Fact]
    public async Task The_callers_own_open_lines_come_with_their_sessions()
    {
        await _caller.LinesAsync("session.mode.silent", "CHAT_ID=2024&ACTIVATE=Y");

        var dialogs = (await _caller.GetAsync("im.recent.get?ONLY_OPENLINES=Y")).Result.EnumerateArray().ToList();

        Assert.Equal(
            ["chat1763", "chat2024", "chat2109", "chat2111", "chat2113", "chat2115"],
            dialogs.Select(static dialog => dialog.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal("chat2024", dialogs[0].GetProperty("id").GetString());
        var lines = dialogs[0].GetProperty("lines");
        Assert.Equal((await _caller.DialogAsync(2024)).SessionId, lines.GetProperty("id").GetInt64());
        Assert.Equal(SessionStatus.Answered, lines.GetProperty("status").GetInt32());
        Assert.Equal("OWNER", dialogs[0].GetProperty("chat").GetProperty("role").GetString());
        Assert.Equal("livechat|58|2023|471", dialogs[0].GetProperty("chat").GetProperty("entity_id").GetString());
    }

    [Fact]
    public async Task A_dialog_that_is_offered_is_among_them_and_one_without_a_session_tells_none()
    {
        var caller = new Caller(_caller.Portal, DefaultData.WithoutRightsWebhook);
        Assert.Equal("chat2114", (await caller.GetAsync("im.recent.get")).Result[0].GetProperty("id").GetString());

        await _caller.JoinAsync(2108);
        var dialogs = (await _caller.GetAsync("im.recent.get?only_openlines=Y")).Result;
        Assert.Equal("chat2108", dialogs[0].GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, dialogs[0].GetProperty("lines").ValueKind);
    }

    [Fact]
    public async Task The_list_comes_by_page_and_its_number_is_not_told()
    {
        var first = await _caller.GetAsync("im.recent.list?LIMIT=5");
        var second = await _caller.GetAsync("im.recent.list?LIMIT=5&OFFSET=5");

        Assert.Equal(-1, first.Json.GetProperty("total").GetInt32());
        Assert.True(first.Result.GetProperty("hasMore").GetBoolean());
        Assert.False(second.Result.GetProperty("hasMore").GetBoolean());
        var ids = new[] { first, second }
            .SelectMany(static page => page.Result.GetProperty("items").EnumerateArray())
            .Select(static item => item.GetProperty("id").GetString())
            .ToList();
        Assert.Equal(8, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("chat3001", ids);
    }

    [Fact]
    public async Task What_has_not_changed_since_a_date_is_left_out()
    {
        var since = Uri.EscapeDataString(PortalClock.Format(_caller.Portal.Clock.Started));
        Assert.Equal("[]", (await _caller.GetAsync("im.recent.get?ONLY_OPENLINES=Y&LAST_SYNC_DATE=" + since)).ResultText);

        await _caller.GetAsync("im.message.add?DIALOG_ID=chat1763&MESSAGE=x");

        Assert.Equal(1, (await _caller.GetAsync("im.recent.get?ONLY_OPENLINES=Y&LAST_SYNC_DATE=" + since)).Result.GetArrayLength());
    }
}
