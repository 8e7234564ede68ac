using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class Batches
{
    private const string Known = "imopenlines.session.open?USER_CODE=livechat%7C22%7C1761%7C587";
    private const string Unknown = "imopenlines.session.open?USER_CODE=x";

    private readonly Caller _caller = new();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"cmd":[]}""")]
    [InlineData("""{"cmd":"scope"}""")]
    [InlineData("""{"cmd":[1,null,["scope"]]}""")]
    public async Task Nothing_to_do_is_five_empty_lists(string json)
    {
        var answer = await _caller.PostAsync("batch", json);

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"result":[],"result_error":[],"result_total":[],"result_next":[],"result_time":[]}""", answer.ResultText);
    }

    [Fact]
    public async Task Named_keys_make_objects()
    {
        var answer = await _caller.PostAsync("batch", $$$"""{"cmd":{"c0":"{{{Known}}}","c1":"{{{Unknown}}}"}}""");

        Assert.Equal("""{"c0":{"chatId":"1763"}}""", answer.Map("result").GetRawText());
        Assert.Equal(
            """{"c1":{"error":"ACCESS_DENIED","error_description":"You do not have permission to access this chat."}}""",
            answer.Map("result_error").GetRawText());
        Assert.Equal("c0", Assert.Single(answer.Map("result_time").EnumerateObject()).Name);
    }

    [Fact]
    public async Task List_keys_collapse_into_lists_map_by_map()
    {
        var firstFailed = await _caller.BatchAsync(Unknown, Known, "scope");
        Assert.Equal(JsonValueKind.Object, firstFailed.Map("result").ValueKind);
        Assert.Equal("1,2", NamesOf(firstFailed.Map("result")));
        Assert.Equal(JsonValueKind.Array, firstFailed.Map("result_error").ValueKind);

        var secondFailed = await _caller.BatchAsync(Known, Unknown, Known);
        Assert.Equal("0,2", NamesOf(secondFailed.Map("result")));
        Assert.Equal("1", NamesOf(secondFailed.Map("result_error")));

        Assert.Equal(JsonValueKind.Array, (await _caller.BatchAsync(Known, Known)).Map("result").ValueKind);
    }

    [Fact]
    public async Task Numeric_text_keys_are_ints_to_PHP()
    {
        var answer = await _caller.PostAsync("batch", $$$"""{"cmd":{"0":"{{{Known}}}","1":"{{{Unknown}}}"}}""");

        Assert.Equal(JsonValueKind.Array, answer.Map("result").ValueKind);
        Assert.Equal("""{"1":""", answer.Map("result_error").GetRawText()[..5]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("\"false\"")]
    public async Task Halt_ends_at_the_first_failure_and_the_rest_is_in_no_map(string halt)
    {
        var answer = await _caller.PostAsync(
            "batch", $$$"""{"halt":{{{halt}}},"cmd":{"a":"{{{Known}}}","b":"{{{Unknown}}}","c":"{{{Known}}}"}}""");

        Assert.Equal("""{"a":{"chatId":"1763"}}""", answer.Map("result").GetRawText());
        Assert.Equal("b", Assert.Single(answer.Map("result_error").EnumerateObject()).Name);
        Assert.Equal(2, _caller.Portal.Journal.Commands);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task Without_halt_all_commands_run(string halt)
    {
        await _caller.PostAsync("batch", $$$"""{"HALT":{{{halt}}},"CMD":{"a":"{{{Unknown}}}","b":"{{{Known}}}"}}""");

        Assert.Equal(2, _caller.Portal.Journal.Commands);
    }

    [Fact]
    public async Task The_first_fifty_run_and_each_one_beyond_has_its_own_error()
    {
        var answer = await _caller.BatchAsync([.. Enumerable.Repeat(Known, 53)]);

        Assert.Equal(200, answer.Status);
        Assert.Equal(50, answer.Map("result").GetArrayLength());
        Assert.Equal("50,51,52", NamesOf(answer.Map("result_error")));
        Assert.All(
            answer.Map("result_error").EnumerateObject(),
            static item => Assert.Equal("ERROR_BATCH_LENGTH_EXCEEDED", item.Value.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Values_that_are_not_text_are_skipped_but_count()
    {
        var commands = string.Join(",", Enumerable.Repeat("1", 50));

        var answer = await _caller.PostAsync("batch", $$"""{"cmd":[{{commands}},"{{Known}}"]}""");

        Assert.Equal("[]", answer.Map("result").GetRawText());
        Assert.Equal("""{"50":""", answer.Map("result_error").GetRawText()[..6]);
    }

    [Theory]
    [InlineData("batch", "ERROR_BATCH_METHOD_NOT_ALLOWED")]
    [InlineData("batch?cmd[]=scope", "ERROR_BATCH_METHOD_NOT_ALLOWED")]
    [InlineData("download", "ERROR_BATCH_METHOD_NOT_ALLOWED")]
    [InlineData("upload", "ERROR_BATCH_METHOD_NOT_ALLOWED")]
    [InlineData("no.such.method", "ERROR_METHOD_NOT_FOUND")]
    [InlineData("scope.json", "ERROR_METHOD_NOT_FOUND")]
    [InlineData("imopenlines.session.start?CHAT_ID=chat2043", "CHAT_ID")]
    [InlineData("imopenlines.session.open?USER_CODE=my_connector|1|order #17 & co + 5%|616", "ACCESS_DENIED")]
    public async Task Failures_are_items_of_an_answer_200(string command, string code)
    {
        var answer = await _caller.BatchAsync(command);

        Assert.Equal(200, answer.Status);
        Assert.Equal(code, answer.Map("result_error")[0].GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("imopenlines.session.open?USER_CODE=livechat|22|1761|587")]
    [InlineData("imopenlines.session.open?USER_CODE=livechat%7C22%7C1761%7C587&")]
    [InlineData("IMOPENLINES.session.open?USER_CODE=viber%7C58%7C%2B35799000111%7C613")]
    [InlineData("imopenlines.session.open?USER_CODE=my_connector%7C1%7Corder%20%2317%20%26%20co%20%2B%205%25%7C616")]
    [InlineData("scope")]
    [InlineData("scope?")]
    public async Task Commands_are_decoded_once(string command)
    {
        Assert.Equal(1, (await _caller.BatchAsync(command)).Map("result").GetArrayLength());
    }

    [Fact]
    public async Task A_batch_as_a_form_is_encoded_twice()
    {
        var answer = await _caller.PostAsync(
            "batch",
            "halt=0&cmd[a]=" + System.Uri.EscapeDataString(Known) + "&cmd[b]=scope",
            "application/x-www-form-urlencoded");

        Assert.Equal("1763", answer.Map("result").GetProperty("a").GetProperty("chatId").GetString());
    }

    [Fact]
    public async Task A_missing_scope_is_each_items_own_error_without_a_text()
    {
        _caller.Portal.Switches.DropScope("sandboxwebhook1");

        var answer = await _caller.BatchAsync(Known, "scope");

        Assert.Equal("""[{"error":"insufficient_scope","error_description":""}]""", answer.Map("result_error").GetRawText());
        Assert.Equal("""{"1":["crm","im","imbot","imconnector","user","user_brief"]}""", answer.Map("result").GetRawText());
    }

    [Fact]
    public async Task Bad_credentials_refuse_the_batch_as_a_whole()
    {
        _caller.Portal.Switches.Revoke("sandboxwebhook1");

        Assert.Equal(401, (await _caller.BatchAsync(Known)).Status);
        Assert.Equal(0, _caller.Portal.Journal.Commands);
    }

    [Fact]
    public async Task A_handler_that_dies_takes_the_batch_with_it_after_its_first_commands_ran()
    {
        var answer = await _caller.BatchAsync(
            "imopenlines.session.start?CHAT_ID=2043",
            "imopenlines.session.open?USER_CODE[]=livechat|22|1761|587",
            "imopenlines.session.start?CHAT_ID=2102");

        Assert.Equal(500, answer.Status);
        Assert.Equal((1, 0), (_caller.Portal.Journal.SessionsCreatedIn(2043), _caller.Portal.Journal.SessionsCreatedIn(2102)));
    }

    private static string NamesOf(JsonElement map) => string.Join(",", map.EnumerateObject().Select(static item => item.Name));
}
