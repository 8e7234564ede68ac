using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class ImMessageAddBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Theory]
    [InlineData("", 5, true)]
    [InlineData("&SYSTEM=Y", 0, false)]
    [InlineData("&SKIP_CONNECTOR=y", 5, false)]
    public async Task What_the_operator_writes_goes_to_the_client_unless_it_is_said_otherwise(string rest, long author, bool isForClient)
    {
        var id = (await AddAsync("DIALOG_ID=chat1763&MESSAGE=Hello" + rest)).Result.GetInt64();

        var message = _caller.Portal.Chats.Read(1763)!.Messages.Find(id)!;
        Assert.Equal(("Hello", author, isForClient), (message.Text, message.AuthorId, message.IsForClient));
    }

    [Fact]
    public async Task The_silent_mode_keeps_it_from_the_client()
    {
        await _caller.LinesAsync("session.mode.silent", "CHAT_ID=1763&ACTIVATE=Y");

        var id = (await AddAsync("dialog_id=chat1763&message=Hello")).Result.GetInt64();

        Assert.False(_caller.Portal.Chats.Read(1763)!.Messages.Find(id)!.IsForClient);
    }

    [Fact]
    public async Task Without_its_prefix_a_chat_is_a_user()
    {
        var before = _caller.Portal.Chats.Read(1763)!.Messages.Count;

        Assert.Equal(200, (await AddAsync("DIALOG_ID=14&MESSAGE=Hello")).Status);
        Assert.Equal("USER_NOT_FOUND", (await AddAsync("DIALOG_ID=1763&MESSAGE=Hello")).Error);
        Assert.Equal(before, _caller.Portal.Chats.Read(1763)!.Messages.Count);
    }

    [Theory]
    [InlineData("DIALOG_ID=chat1763", 400, "MESSAGE_EMPTY")]
    [InlineData("DIALOG_ID=chat1763&MESSAGE=%20", 400, "MESSAGE_EMPTY")]
    [InlineData("MESSAGE=x", 400, "PARAMS_ERROR")]
    [InlineData("DIALOG_ID=x&MESSAGE=x", 400, "USER_ID_EMPTY")]
    [InlineData("DIALOG_ID=chat0&MESSAGE=x", 400, "CHAT_ID_EMPTY")]
    [InlineData("DIALOG_ID=chat2043&MESSAGE=x", 403, "ACCESS_ERROR")]
    [InlineData("DIALOG_ID=chat1763&MESSAGE=x&ATTACH=x", 400, "ATTACH_ERROR")]
    [InlineData("DIALOG_ID=chat1763&MESSAGE=x&KEYBOARD=x", 400, "KEYBOARD_ERROR")]
    [InlineData("DIALOG_ID=chat1763&MESSAGE=x&MENU=x", 400, "MENU_ERROR")]
    [InlineData("DIALOG_ID=chat1763&MESSAGE=x&REPLY_ID=7", 403, "REPLY_ACCESS_ERROR")]
    [InlineData("DIALOG_ID=chat1763&MESSAGE=x&REPLY_ID=211500001", 403, "REPLY_FROM_OTHER_CHAT_ERROR")]
    public async Task Errors(string query, int status, string code)
    {
        var answer = await AddAsync(query);

        Assert.Equal((status, code), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task What_comes_with_it_is_kept()
    {
        var answer = await AddAsync("DIALOG_ID=chat1763&ATTACH[0][MESSAGE]=a&KEYBOARD[0][TEXT]=b&MESSAGE=x&REPLY_ID=176300001");

        var parameters = _caller.Portal.Chats.Read(1763)!.Messages.Find(answer.Result.GetInt64())!.Params!;
        Assert.Equal("176300001", parameters["REPLY_ID"]);
        Assert.IsType<PhpArray>(parameters["ATTACH"]);
        Assert.IsType<PhpArray>(parameters["KEYBOARD"]);
    }

    private Task<Caller.Answer> AddAsync(string query) => _caller.GetAsync("im.message.add?" + query);
}
