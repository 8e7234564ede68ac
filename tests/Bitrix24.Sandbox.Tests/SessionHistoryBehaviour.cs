using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionHistoryBehaviour
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("", "MISSING_REQUIRED_PARAM")]
    [InlineData("SESSION_ID=0&CHAT_ID=", "MISSING_REQUIRED_PARAM")]
    [InlineData("chat_id=1763", "MISSING_REQUIRED_PARAM")]
    [InlineData("SESSION_ID=abc", "INVALID_SESSION_ID")]
    [InlineData("SESSION_ID=abc&CHAT_ID=1763", "INVALID_SESSION_ID")]
    [InlineData("CHAT_ID=1364", "INVALID_SESSION_ID")]
    [InlineData("CHAT_ID=999999", "INVALID_SESSION_ID")]
    [InlineData("SESSION_ID=1", "ACCESS_DENIED")]
    public async Task Errors(string query, string code)
    {
        var answer = await _caller.LinesAsync("session.history.get", query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData(DefaultData.OperatorWebhook, "1763", true)]
    [InlineData(DefaultData.WithoutRightsWebhook, "1763", false)]
    [InlineData(DefaultData.SupervisorWebhook, "1763", true)]
    [InlineData(DefaultData.ColleagueWebhook, "1763", false)]
    [InlineData(DefaultData.ColleagueWebhook, "2113", true)]
    public async Task The_operator_the_supervisor_and_readers_of_the_crm_may_read_it(string webhook, string chatId, bool isAllowed)
    {
        var answer = await new Caller(webhook: webhook).LinesAsync("session.history.get", "CHAT_ID=" + chatId);

        Assert.Equal(isAllowed ? 200 : 400, answer.Status);
        Assert.True(isAllowed || answer.Error == "ACCESS_DENIED");
    }

    [Fact]
    public async Task By_chat_it_is_the_newest_session_and_by_id_any_of_them()
    {
        var newest = (await _caller.LinesAsync("session.history.get", "CHAT_ID=2115")).Result;
        var sessions = _caller.Portal.Chats.Read(2115)!.Sessions;
        var oldest = (await _caller.LinesAsync("session.history.get", $"SESSION_ID={sessions[0].Id}&CHAT_ID=1763")).Result;

        Assert.Equal(sessions[2].Id, newest.GetProperty("sessionId").GetInt64());
        Assert.Equal(sessions[0].Id, oldest.GetProperty("sessionId").GetInt64());
        Assert.Equal(2115, oldest.GetProperty("chatId").GetInt64());
        Assert.Equal(9, oldest.GetProperty("message").EnumerateObject().Count());
        Assert.Empty(newest.GetProperty("message").EnumerateObject().Select(static message => message.Name)
            .Intersect(oldest.GetProperty("message").EnumerateObject().Select(static message => message.Name)));
    }

    [Fact]
    public async Task Messages_come_newest_first_with_their_authors_and_files()
    {
        var history = (await _caller.LinesAsync("session.history.get", "CHAT_ID=2115")).Result;

        var messages = history.GetProperty("message").EnumerateObject().ToList();
        Assert.Equal(messages.OrderByDescending(static message => long.Parse(message.Name, CultureInfo.InvariantCulture)), messages);
        Assert.Equal("0", messages[^1].Value.GetProperty("senderid").GetString());
        Assert.All(messages, static message => Assert.Equal("chat2115", message.Value.GetProperty("recipientid").GetString()));
        var users = history.GetProperty("users");
        Assert.Equal(["5", "625"], users.EnumerateObject().Select(static user => user.Name).Order());
        Assert.True(users.GetProperty("625").GetProperty("connector").GetBoolean());
        Assert.False(users.GetProperty("5").GetProperty("connector").GetBoolean());
        var file = history.GetProperty("files").EnumerateObject().Single();
        var withFile = messages.Select(static message => message.Value.GetProperty("params"))
            .Single(static parameters => parameters.ValueKind == JsonValueKind.Object);
        Assert.Equal("[" + file.Name + "]", withFile.GetProperty("fileId").GetRawText());
        Assert.True(file.Value.TryGetProperty("urldownload", out _));
        Assert.Equal("livechat|22|1761|587", (await ChatAsync(1763)).GetProperty("entityId").GetString());
    }

    [Fact]
    public async Task What_is_empty_is_a_list_and_the_maps_have_the_folded_keys()
    {
        await _caller.JoinAsync(1763);

        var history = (await _caller.LinesAsync("session.history.get", "CHAT_ID=1763")).Result;

        Assert.Equal("[587,5,1]", history.GetProperty("userInChat").GetProperty("1763").GetRawText());
        Assert.Equal("[]", history.GetProperty("files").GetRawText());
        Assert.Equal("[]", history.GetProperty("woUserInGroup").GetRawText());
        Assert.Equal("chat1763", history.GetProperty("userId").GetString());
        Assert.Equal("""{"1":{"id":1,"users":["5"]}}""", history.GetProperty("userInGroup").GetRawText());
        Assert.True(history.GetProperty("openlines").GetProperty("canvoteashead").GetProperty("22").GetBoolean());
    }

    [Fact]
    public async Task A_session_without_messages_has_empty_maps()
    {
        _caller.Portal.Chats.Pattern = new(OperatorId: DefaultData.Admin);
        _caller.Portal.AddChats(1);

        var history = (await _caller.LinesAsync("session.history.get", "CHAT_ID=1000001")).Result;

        Assert.Equal("[]", history.GetProperty("message").GetRawText());
        Assert.Equal("[]", history.GetProperty("users").GetRawText());
        Assert.Equal(JsonValueKind.Null, history.GetProperty("usersMessage").GetProperty("chat1000001").ValueKind);
    }

    private async Task<JsonElement> ChatAsync(long chatId) =>
        (await _caller.LinesAsync("session.history.get", $"CHAT_ID={chatId}")).Result.GetProperty("chat").GetProperty($"{chatId}");
}
