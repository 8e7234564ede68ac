using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class DialogBehaviour
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("""{"CHAT_ID":1763}""")]
    [InlineData("""{"chat_id":"1763"}""")]
    [InlineData("""{"DIALOG_ID":"chat1763"}""")]
    [InlineData("""{"SESSION_ID":10001}""")]
    [InlineData("""{"USER_CODE":"livechat|22|1761|587"}""")]
    [InlineData("""{"user_code":"imol|livechat|22|1761|587"}""")]
    public async Task Dialog_get_finds_a_chat_by_any_of_its_names(string json)
    {
        var dialog = (await _caller.PostAsync("imopenlines.dialog.get", json)).Result;

        Assert.Equal(1763, dialog.GetProperty("id").GetInt64());
        Assert.Equal("chat1763", dialog.GetProperty("dialog_id").GetString());
        Assert.Equal("livechat|22|1761|587", dialog.GetProperty("entity_id").GetString());
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"CHAT_ID":999999}""")]
    [InlineData("""{"DIALOG_ID":"1763"}""")]
    [InlineData("""{"CHAT_ID":2113}""")]
    public async Task Dialog_get_has_one_error_for_not_found_and_no_right(string json)
    {
        var answer = await _caller.PostAsync("imopenlines.dialog.get", json);

        Assert.Equal((400, "ACCESS_ERROR"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task History_shows_the_members_and_is_empty_as_a_list()
    {
        await _caller.JoinAsync(1763);

        var history = (await _caller.GetAsync("imopenlines.session.history.get?CHAT_ID=1763")).Result;

        Assert.Equal("[587,5,1]", history.GetProperty("userInChat").GetProperty("1763").GetRawText());
        Assert.Equal("livechat|22|1761|587", history.GetProperty("chat").GetProperty("1763").GetProperty("entityId").GetString());
        Assert.Equal(JsonValueKind.Array, history.GetProperty("files").ValueKind);
        Assert.Equal("chat1763", history.GetProperty("userId").GetString());
    }

    [Theory]
    [InlineData("", "MISSING_REQUIRED_PARAM")]
    [InlineData("SESSION_ID=abc", "INVALID_SESSION_ID")]
    [InlineData("SESSION_ID=1", "ACCESS_DENIED")]
    [InlineData("CHAT_ID=1763", "ACCESS_DENIED")]
    [InlineData("chat_id=1763", "MISSING_REQUIRED_PARAM")]
    public async Task History_errors(string query, string code)
    {
        Assert.Equal(code, (await _caller.GetAsync("imopenlines.session.history.get?" + query)).Error);
    }

    [Fact]
    public async Task Small_methods_answer_in_their_shapes()
    {
        Assert.Equal("""["crm","im","imbot","imopenlines","user_brief"]""", (await _caller.PostAsync("scope")).ResultText);
        Assert.Equal("""{"rest":2,"web":1,"mobile":1}""", (await _caller.PostAsync("imopenlines.revision.get")).ResultText);
        var profile = (await _caller.PostAsync("profile")).Result;
        Assert.Equal("1", profile.GetProperty("ID").GetString());
        Assert.True(profile.GetProperty("ADMIN").GetBoolean());
        Assert.Equal(
            """{"isExisting":true,"isAvailable":true}""",
            (await _caller.PostAsync("method.get", """{"name":"imopenlines.session.open"}""")).ResultText);
        Assert.Equal(System.DateTimeKind.Local, (await _caller.PostAsync("server.time")).Result.GetDateTime().Kind);
    }
}
