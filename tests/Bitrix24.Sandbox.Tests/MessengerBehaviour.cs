using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>im.chat.get, im.dialog.messages.get, im.dialog.users.list, im.user.list.get.</summary>
public sealed class MessengerBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Theory]
    [InlineData("ENTITY_TYPE=LINES&ENTITY_ID=livechat%7C22%7C1761%7C587", """{"ID":1763}""")]
    [InlineData("entity_type=LINES&entity_id=livechat%7C31%7C2192%7C623", """{"ID":2113}""")]
    [InlineData("ENTITY_TYPE=LINES&ENTITY_ID=nothing", "null")]
    [InlineData("ENTITY_TYPE=OTHER&ENTITY_ID=livechat%7C22%7C1761%7C587", "null")]
    public async Task The_chat_of_a_code_is_told_to_whoever_asks(string query, string result)
    {
        var caller = new Caller(webhook: DefaultData.WithoutRightsWebhook);

        Assert.Equal(result, (await caller.GetAsync("im.chat.get?" + query)).ResultText);
    }

    [Fact]
    public async Task A_dialog_is_told_to_its_members()
    {
        Assert.Equal("chat1763", (await _caller.GetAsync("im.chat.get?DIALOG_ID=chat1763")).Result.GetProperty("dialog_id").GetString());
        Assert.Equal("ACCESS_ERROR", (await _caller.GetAsync("im.chat.get?DIALOG_ID=chat2043")).Error);
    }

    [Theory]
    [InlineData("", "23,22,21,20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4")]
    [InlineData("&LIMIT=3", "23,22,21")]
    [InlineData("&LIMIT=3&LAST_ID=211500021", "20,19,18")]
    [InlineData("&LIMIT=3&LAST_ID=999999999999", "23,22,21")]
    [InlineData("&LIMIT=3&LAST_ID=211500002", "1")]
    [InlineData("&LIMIT=3&LAST_ID=211500001", "")]
    [InlineData("&LIMIT=3&FIRST_ID=0", "1,2,3")]
    [InlineData("&LIMIT=3&FIRST_ID=211500021&LAST_ID=x", "22,23")]
    [InlineData("&LIMIT=3&FIRST_ID=211500023", "")]
    public async Task Messages_come_by_page(string query, string numbers)
    {
        var result = (await _caller.GetAsync("im.dialog.messages.get?DIALOG_ID=chat2115" + query)).Result;

        Assert.Equal(2115, result.GetProperty("chat_id").GetInt64());
        Assert.Equal(numbers, Numbers(result));
    }

    [Fact]
    public async Task With_more_unread_than_a_page_has_it_begins_at_the_first_unread()
    {
        _caller.Portal.Switches.LeaveUnread(2115, DefaultData.Operator, 10);

        Assert.Equal("14,15,16", Numbers((await PageAsync("CHAT_ID=2115&LIMIT=3")).Result));
        Assert.Equal("23,22,21", Numbers((await PageAsync("CHAT_ID=2115&LIMIT=3&LAST_ID=999999999999")).Result));
    }

    [Fact]
    public async Task Authors_and_files_come_as_lists()
    {
        var result = (await _caller.GetAsync("im.dialog.messages.get?dialog_id=chat2115&limit=50")).Result;

        Assert.Equal(23, result.GetProperty("messages").GetArrayLength());
        Assert.Equal(
            [5L, 14L, 625L], result.GetProperty("users").EnumerateArray().Select(static user => user.GetProperty("id").GetInt64()).Order());
        var files = result.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(2, files.Count);
        Assert.All(files, static file => Assert.True(file.TryGetProperty("authorId", out _)));
        Assert.Contains(
            $"[{files[0].GetProperty("id")}]",
            result.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("params"))
                .Where(static parameters => parameters.ValueKind == JsonValueKind.Object)
                .Select(static parameters => parameters.GetProperty("FILE_ID").GetRawText()));
    }

    [Theory]
    [InlineData("im.dialog.messages.get?", 400, "DIALOG_ID_EMPTY")]
    [InlineData("im.dialog.messages.get?DIALOG_ID=abc", 400, "DIALOG_ID_EMPTY")]
    [InlineData("im.dialog.messages.get?DIALOG_ID=chat2043", 403, "ACCESS_ERROR")]
    [InlineData("im.dialog.messages.get?DIALOG_ID=7", 403, "ACCESS_ERROR")]
    [InlineData("im.dialog.messages.get?DIALOG_ID=chat1763&FIRST_ID=x", 400, "FIRST_ID_STRING")]
    [InlineData("im.dialog.messages.get?DIALOG_ID=chat1763&LAST_ID=-1", 400, "LAST_ID_STRING")]
    [InlineData("im.dialog.users.list?DIALOG_ID=chat2043", 403, "ACCESS_ERROR")]
    [InlineData("im.user.list.get?ID=5", 400, "INVALID_FORMAT")]
    public async Task Errors(string call, int status, string code)
    {
        var answer = await _caller.GetAsync(call);

        Assert.Equal((status, code), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Five_thousand_messages_are_computed_page_by_page()
    {
        _caller.Portal.Chats.Pattern = new(Messages: 5000, OperatorId: DefaultData.Operator);
        _caller.Portal.AddChats(10);
        var (seen, last) = (0, 999_999_999_999_999);
        while (true)
        {
            var page = (await _caller.GetAsync($"im.dialog.messages.get?DIALOG_ID=chat1000007&LIMIT=50&LAST_ID={last}")).Result;
            var ids = page.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("id").GetInt64()).ToList();
            if (ids.Count == 0)
            {
                break;
            }

            Assert.True(ids[0] < last);
            (seen, last) = (seen + ids.Count, ids[^1]);
        }

        Assert.Equal(5000, seen);
        Assert.DoesNotContain(_caller.Portal.Chats.Stored, static chat => chat.Id == 1_000_007);
    }

    [Fact]
    public async Task Members_come_by_page_with_their_number()
    {
        var answer = await _caller.GetAsync("im.dialog.users.list?DIALOG_ID=chat1763&LIMIT=1");

        Assert.Equal(5, answer.Result[0].GetProperty("id").GetInt64());
        Assert.Equal((2, 1), (answer.Json.GetProperty("total").GetInt32(), answer.Json.GetProperty("next").GetInt32()));
        var rest = (await _caller.GetAsync("im.dialog.users.list?DIALOG_ID=chat1763&LAST_ID=5")).Result;
        Assert.Equal(587, rest[0].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task People_come_as_a_map_or_as_a_list_and_ids_of_nobody_are_left_out()
    {
        var map = (await _caller.PostAsync("im.user.list.get", """{"ID":[5,587,20,99999]}""")).Result;
        var list = (await _caller.PostAsync("im.user.list.get", """{"ID":[5,587,20,99999],"RESULT_TYPE":"array"}""")).Result;

        Assert.Equal(["5", "587", "20"], map.EnumerateObject().Select(static user => user.Name));
        Assert.Equal(3, list.GetArrayLength());
        Assert.True(map.GetProperty("587").GetProperty("connector").GetBoolean());
        Assert.True(map.GetProperty("20").GetProperty("bot").GetBoolean());
    }

    private Task<Caller.Answer> PageAsync(string query) => _caller.GetAsync("im.dialog.messages.get?" + query);

    private static string Numbers(JsonElement result) => string.Join(
        ',',
        result.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("id").GetInt64() % 100_000));
}
