using System.Linq;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionStartBehaviour
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData(2043)]
    [InlineData(1364)]
    public async Task Without_an_open_session_a_new_one_begins_and_the_caller_is_responsible(long chatId)
    {
        await _caller.StartAsync(chatId);

        var chat = _caller.Portal.Chats.Read(chatId)!;
        Assert.False(chat.CurrentSession!.IsClosed);
        Assert.Equal(DefaultData.Admin, chat.CurrentSession.OperatorId);
        Assert.Equal(DefaultData.Admin, chat.AuthorId);
        Assert.True(chat.HasMember(DefaultData.Admin));
    }

    [Fact]
    public async Task An_open_session_with_an_operator_is_reused_and_keeps_him()
    {
        await _caller.StartAsync(1763);

        var chat = _caller.Portal.Chats.Read(1763)!;
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
        Assert.Equal(DefaultData.Operator, chat.CurrentSession!.OperatorId);
        Assert.True(chat.HasMember(DefaultData.Admin));
    }

    [Fact]
    public async Task An_open_session_without_an_operator_becomes_the_callers()
    {
        await _caller.StartAsync(2101);

        var chat = _caller.Portal.Chats.Read(2101)!;
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
        Assert.Equal((DefaultData.Admin, DefaultData.Admin), (chat.CurrentSession!.OperatorId, chat.AuthorId));
    }

    [Fact]
    public async Task Repeating_converges_until_somebody_closes_the_session()
    {
        await _caller.StartAsync(2043);
        await _caller.StartAsync(2043);
        Assert.Equal(1, _caller.Portal.Journal.SessionsCreatedIn(2043));

        _caller.Portal.Switches.CloseSession(2043);
        await _caller.StartAsync(2043);
        Assert.Equal(2, _caller.Portal.Journal.SessionsCreatedIn(2043));
    }

    [Theory]
    [InlineData(2111)]
    [InlineData(2112)]
    public async Task In_a_vote_and_on_a_deleted_line_true_means_nothing(long chatId)
    {
        Assert.Equal("true", (await _caller.StartAsync(chatId)).ResultText);
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
        Assert.False(_caller.Portal.Chats.Read(chatId)!.HasMember(DefaultData.Admin));
    }

    [Fact]
    public async Task A_line_deleted_in_mid_run_counts_at_once()
    {
        _caller.Portal.Switches.DeleteLine(58);

        Assert.Equal("true", (await _caller.StartAsync(2043)).ResultText);
        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
    }

    [Fact]
    public async Task Two_at_once_make_two_sessions_and_the_next_closes_the_older()
    {
        var time = new VirtualTime();
        var options = new SandboxOptions { Time = time, Durations = { ["imopenlines.session.start"] = System.TimeSpan.FromSeconds(1) } };
        var caller = new Caller(SandboxPortal.CreateDefault(options));

        var one = caller.StartAsync(2043);
        var two = caller.StartAsync(2043);
        time.Advance(System.TimeSpan.FromSeconds(1));
        await Task.WhenAll(one, two);
        Assert.Equal(2, caller.Portal.Journal.SessionsCreatedIn(2043));
        Assert.Equal(2, caller.Portal.Journal.MaxConcurrentRequestsOf(2043));
        Assert.Equal(2, caller.Portal.Journal.MaxConcurrentExecutionsOf(2043));

        var three = caller.StartAsync(2043);
        time.Advance(System.TimeSpan.FromSeconds(1));
        await three;
        Assert.Equal(2, caller.Portal.Journal.SessionsCreatedIn(2043));
        Assert.Equal(1, caller.Portal.Chats.Read(2043)!.Sessions.Count(static session => session.Status == SessionStatus.Duplicate));
    }

    [Fact]
    public async Task The_dialog_tells_what_start_and_join_did()
    {
        Assert.Equal("0", await SessionFieldAsync());
        Assert.Equal("guest", await RoleAsync());

        await _caller.StartAsync(2043);

        Assert.Equal(ChatFields.Text(_caller.Portal.Chats.Read(2043)!.CurrentSession!.Id), await SessionFieldAsync());
        Assert.Equal("owner", await RoleAsync());

        async Task<string> SessionFieldAsync() => (await DialogAsync()).GetProperty("entity_data_1").GetString()!.Split('|')[5];
        async Task<string> RoleAsync() => (await DialogAsync()).GetProperty("role").GetString()!;
        async Task<System.Text.Json.JsonElement> DialogAsync() => (await _caller.GetAsync("imopenlines.dialog.get?CHAT_ID=2043")).Result;
    }
}
