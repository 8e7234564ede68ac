using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionJoinBehaviour
{
    [Theory]
    [InlineData(1763)]
    [InlineData(2043)]
    [InlineData(1364)]
    public async Task The_caller_becomes_a_member_whatever_the_session_does(long chatId)
    {
        var caller = new Caller();
        var chat = caller.Portal.Chats.Read(chatId)!;
        var (author, sessions) = (chat.AuthorId, chat.Sessions.Count);

        Assert.Equal("true", (await caller.JoinAsync(chatId)).ResultText);
        Assert.Equal("true", (await caller.JoinAsync(chatId)).ResultText);

        Assert.Single(chat.Members, static id => id == DefaultData.Admin);
        Assert.Single(chat.Messages, static message => message.Text.EndsWith("joined", System.StringComparison.Ordinal));
        Assert.Equal((author, sessions), (chat.AuthorId, chat.Sessions.Count));
    }

    [Fact]
    public async Task A_hidden_member_is_shown_again()
    {
        var caller = new Caller();
        var chat = caller.Portal.Chats.Read(1763)!;
        chat.Members.Add(DefaultData.Admin);
        chat.HiddenMembers.Add(DefaultData.Admin);

        await caller.JoinAsync(1763);

        Assert.Empty(chat.HiddenMembers);
    }

    [Fact]
    public async Task An_inactive_caller_is_told_true_and_not_added()
    {
        var caller = new Caller(webhook: DefaultData.InactiveWebhook);

        Assert.Equal("true", (await caller.JoinAsync(1763)).ResultText);
        Assert.False(caller.Portal.Chats.Read(1763)!.HasMember(DefaultData.Inactive));
    }

    [Theory]
    [InlineData(DefaultData.AdminWebhook, 3001, "CHAT_TYPE")]
    [InlineData(DefaultData.AdminWebhook, 3002, "CHAT_TYPE")]
    [InlineData(DefaultData.AdminWebhook, 2113, "ACCESS_DENIED")]
    [InlineData(DefaultData.WithoutRightsWebhook, 1763, "ACCESS_DENIED")]
    [InlineData(DefaultData.WithoutRightsWebhook, 1761, "ACCESS_DENIED")]
    [InlineData(DefaultData.WithoutRightsWebhook, 999999, "CHAT_ID")]
    public async Task The_gate_refuses_rung_by_rung(string webhook, long chatId, string code)
    {
        var caller = new Caller(webhook: webhook);

        foreach (var answer in new[] { await caller.JoinAsync(chatId), await caller.StartAsync(chatId) })
        {
            Assert.Equal(400, answer.Status);
            Assert.Equal(code, answer.Error);
            Assert.False(answer.Json.TryGetProperty("time", out _));
        }
    }

    [Fact]
    public async Task The_gate_lets_in_members_the_offered_and_readers_of_the_crm_entity()
    {
        var portal = SandboxPortal.CreateDefault();
        portal.Chats.Read(1763)!.Members.Add(DefaultData.WithoutRights);

        Assert.Equal("true", (await new Caller(portal, DefaultData.WithoutRightsWebhook).JoinAsync(1763)).ResultText);
        Assert.Equal("true", (await new Caller(portal, DefaultData.WithoutRightsWebhook).JoinAsync(2114)).ResultText);
        Assert.Equal("true", (await new Caller(portal, DefaultData.OperatorWebhook).JoinAsync(2104)).ResultText);
    }

    [Fact]
    public async Task The_clients_side_of_a_live_chat_answers_a_useless_true_to_whoever_may_join_the_line()
    {
        var caller = new Caller();

        Assert.Equal("true", (await caller.StartAsync(2042)).ResultText);
        Assert.Equal(0, caller.Portal.Journal.SessionsCreated);
    }
}
