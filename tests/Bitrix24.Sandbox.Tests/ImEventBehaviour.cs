using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

public sealed class ImEventBehaviour
{
    private readonly VirtualTime _time = new();
    private readonly Caller _caller;

    public ImEventBehaviour() => _caller = new(SandboxPortal.CreateDefault(new() { Time = _time }), DefaultData.OperatorWebhook);

    [Fact]
    public async Task Nothing_is_recorded_for_whoever_has_not_asked_for_it()
    {
        Write("before");
        Assert.Empty(await TextsAsync());

        Assert.True((await SubscribeAsync()).Result.GetBoolean());
        Write("after");

        Assert.Equal(["after"], await TextsAsync());
    }

    [Fact]
    public async Task To_ask_again_loses_nothing_and_to_leave_off_keeps_what_there_is()
    {
        await SubscribeAsync();
        Write("one");
        await SubscribeAsync();
        Assert.True((await _caller.GetAsync("im.v2.Event.unsubscribe")).Result.GetBoolean());
        Assert.True((await _caller.GetAsync("im.v2.Event.unsubscribe")).Result.GetBoolean());
        Write("two");

        Assert.Equal(["one"], await TextsAsync());
    }

    [Fact]
    public async Task What_is_not_confirmed_comes_again_and_what_is_confirmed_never()
    {
        await SubscribeAsync();
        Write("one");
        Write("two");
        Write("three");

        var first = await GetAsync("limit=2");
        Assert.Equal(["one", "two"], Texts(first));
        Assert.True(first.GetProperty("hasMore").GetBoolean());
        Assert.Equal(["one", "two", "three"], await TextsAsync());

        var next = first.GetProperty("nextOffset").GetInt64();
        Assert.Equal(first.GetProperty("events")[1].GetProperty("eventId").GetInt64() + 1, next);
        var second = await GetAsync($"offset={next}");
        Assert.Equal(["three"], Texts(second));
        Assert.False(second.GetProperty("hasMore").GetBoolean());
        Assert.Equal(["three"], await TextsAsync());
        Assert.Equal(["three"], Texts(await GetAsync("offset=1")));
    }

    [Fact]
    public async Task An_empty_page_has_the_offset_that_it_was_asked_for()
    {
        var page = await GetAsync("offset=77");

        Assert.Equal(0, page.GetProperty("events").GetArrayLength());
        Assert.Equal(77, page.GetProperty("nextOffset").GetInt64());
        Assert.False(page.GetProperty("hasMore").GetBoolean());
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("-5", 1)]
    [InlineData("3", 3)]
    [InlineData("5000", 4)]
    public async Task A_page_has_between_one_and_a_thousand(string limit, int expected)
    {
        await SubscribeAsync();
        foreach (var text in new[] { "1", "2", "3", "4" })
        {
            Write(text);
        }

        Assert.Equal(expected, (await GetAsync("limit=" + limit)).GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task It_is_kept_for_a_day()
    {
        await SubscribeAsync();
        Write("old");
        _time.Advance(TimeSpan.FromHours(1));
        Write("new");

        _time.Advance(TimeSpan.FromHours(23.5));

        Assert.Equal(["new"], await TextsAsync());
    }

    [Fact]
    public async Task Each_user_has_his_own_and_only_of_the_chats_that_he_is_in()
    {
        var other = new Caller(_caller.Portal);
        await SubscribeAsync();
        await other.GetAsync("im.v2.Event.subscribe");
        Write("to the operator");
        Write("to nobody", 2101);
        Write("to the administrator", 2103);

        Assert.Equal(["to the operator"], await TextsAsync());
        Assert.Equal(["to the administrator"], Texts((await other.GetAsync("im.v2.Event.get")).Result));
    }

    [Fact]
    public async Task A_message_comes_with_its_chat_and_its_author()
    {
        await SubscribeAsync();
        Write("Hello");

        var recorded = (await GetAsync("")).GetProperty("events")[0];

        Assert.Equal("ONIMV2MESSAGEADD", recorded.GetProperty("type").GetString());
        var data = recorded.GetProperty("data");
        var (message, chat, user) = (data.GetProperty("message"), data.GetProperty("chat"), data.GetProperty("user"));
        Assert.Equal((1763, 587), (message.GetProperty("chatId").GetInt64(), message.GetProperty("authorId").GetInt64()));
        Assert.Equal(("LINES", "livechat|22|1761|587"), (Text(chat, "entityType"), Text(chat, "entityId")));
        Assert.Equal("chat1763", Text(chat, "dialogId"));
        Assert.True(user.GetProperty("connector").GetBoolean());
        Assert.Equal("en", Text(data, "language"));
    }

    [Fact]
    public async Task What_the_system_writes_has_no_author_and_who_joins_is_told_of()
    {
        await SubscribeAsync();
        await new Caller(_caller.Portal).JoinAsync(1763);

        var events = (await GetAsync("")).GetProperty("events");

        Assert.Equal(["ONIMV2JOINCHAT", "ONIMV2MESSAGEADD"], events.EnumerateArray().Select(static one => Text(one, "type")));
        Assert.Equal("chat1763", Text(events[0].GetProperty("data"), "dialogId"));
        Assert.Equal(1, events[0].GetProperty("data").GetProperty("user").GetProperty("id").GetInt64());
        Assert.True(events[1].GetProperty("data").GetProperty("message").GetProperty("isSystem").GetBoolean());
        Assert.Equal(JsonValueKind.Null, events[1].GetProperty("data").GetProperty("user").ValueKind);
    }

    [Theory]
    [InlineData("im.message.add?DIALOG_ID=chat1763&MESSAGE=Hello", "Hello")]
    [InlineData("imopenlines.message.session.start?CHAT_ID=1763&MESSAGE_ID=176300002", "Hello! Is the order ready?")]
    public async Task Whatever_writes_a_message_is_heard_of(string call, string text)
    {
        await SubscribeAsync();
        Assert.Equal(200, (await _caller.GetAsync(call)).Status);

        Assert.Equal(text, (await TextsAsync())[^1]);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string[] Texts(JsonElement page) =>
    [
        .. page.GetProperty("events").EnumerateArray().Select(static one => one.GetProperty("data"))
            .Where(static data => data.TryGetProperty("message", out _)).Select(static data => Text(data.GetProperty("message"), "text")!),
    ];

    private void Write(string text, long chat = 1763) => _caller.Portal.Switches.WriteAsClient(chat, text);

    private Task<Caller.Answer> SubscribeAsync() => _caller.GetAsync("im.v2.Event.subscribe");

    private async Task<JsonElement> GetAsync(string query) => (await _caller.GetAsync("im.v2.Event.get?" + query)).Result;

    private async Task<string[]> TextsAsync() => Texts(await GetAsync(""));
}
