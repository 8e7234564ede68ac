using System.Linq;
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

    [Theory]
    [InlineData("""{"CHAT_ID":0,"SESSION_ID":10001}""")]
    [InlineData("""{"DIALOG_ID":"1763","USER_CODE":"livechat|22|1761|587"}""")]
    public async Task The_first_name_that_is_given_counts_even_where_it_leads_nowhere(string json) =>
        Assert.Equal("ACCESS_ERROR", (await _caller.PostAsync("imopenlines.dialog.get", json)).Error);

    [Fact]
    public async Task A_name_that_is_null_is_none() =>
        Assert.Equal(200, (await _caller.PostAsync("imopenlines.dialog.get", """{"CHAT_ID":null,"SESSION_ID":10001}""")).Status);

    [Fact]
    public async Task Dialog_get_tells_all_of_the_chat()
    {
        var dialog = (await _caller.GetAsync("imopenlines.dialog.get?CHAT_ID=2115")).Result;

        string[] parts = dialog.GetProperty("entity_data_1").GetString()!.Split('|');
        Assert.Equal(["Y", "DEAL", "501", "N", "N"], parts[..5]);
        Assert.Equal(["0", "0", "0"], parts[7..]);
        Assert.Equal("LEAD|0|COMPANY|81|CONTACT|71|DEAL|501", dialog.GetProperty("entity_data_2").GetString());
        Assert.Equal("N", dialog.GetProperty("entity_data_3").GetString());
        Assert.Equal(DefaultData.Operator, dialog.GetProperty("owner").GetInt64());
        Assert.Equal("[5]", dialog.GetProperty("manager_list").GetRawText());
        Assert.Equal("[]", dialog.GetProperty("mute_list").GetRawText());
        Assert.Equal(23, dialog.GetProperty("message_count").GetInt32());
        Assert.Equal(211500023, dialog.GetProperty("last_message_id").GetInt64());
        Assert.Equal(9, dialog.GetProperty("restrictions").EnumerateObject().Count());
        Assert.Equal("member", dialog.GetProperty("permissions").GetProperty("can_post").GetString());
        Assert.Equal(JsonValueKind.Null, dialog.GetProperty("description").ValueKind);
    }

    [Fact]
    public async Task Small_methods_answer_in_their_shapes()
    {
        Assert.Equal(
            """["crm","im","imbot","imconnector","imopenlines","user","user_brief"]""",
            (await _caller.PostAsync("scope")).ResultText);
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
