using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>config.add, config.update and config.delete.</summary>
public sealed class ConfigChangeBehaviour
{
    private readonly Caller _caller = new();

    [Fact]
    public async Task Anybody_adds_a_line_and_twice_makes_two()
    {
        var caller = new Caller(_caller.Portal, DefaultData.WithoutRightsWebhook);

        Assert.Equal("59", (await caller.LinesAsync("config.add")).ResultText);
        var second = await caller.PostAsync("imopenlines.config.add", """{"PARAMS":{"LINE_NAME":"New","QUEUE":[5,"14"]}}""");
        Assert.Equal("60", second.ResultText);

        Assert.Equal("Open Channel 59", await SettingAsync(59, "LINE_NAME"));
        Assert.Equal("New", await SettingAsync(60, "LINE_NAME"));
        Assert.Equal("""["5","14"]""", (await LineAsync(60)).GetProperty("QUEUE").GetRawText());
        Assert.Equal("7", await SettingAsync(60, "MODIFY_USER_ID"));
    }

    [Theory]
    [InlineData("""{"LINE_NAME":"Other","ACTIVE":"N"}""", "LINE_NAME", "Other")]
    [InlineData("""{"LINE_NAME":""}""", "LINE_NAME", "Support")]
    [InlineData("""{"ACTIVE":"no"}""", "ACTIVE", "Y")]
    [InlineData("""{"QUEUE_TYPE":"random"}""", "QUEUE_TYPE", "all")]
    [InlineData("""{"TYPE_MAX_CHAT":"x"}""", "TYPE_MAX_CHAT", "answered_new")]
    [InlineData("""{"LANGUAGE_ID":"english"}""", "LANGUAGE_ID", "en")]
    [InlineData("""{"SESSION_PRIORITY":99999}""", "SESSION_PRIORITY", "86400")]
    [InlineData("""{"ID":"7","XML_ID":"x"}""", "ID", "22")]
    [InlineData("""{"KPI_FIRST_ANSWER_TEXT":"a & <b>"}""", "KPI_FIRST_ANSWER_TEXT", "a &amp; &lt;b&gt;")]
    [InlineData("""{"WORKTIME_FROM":"9:00","WORKTIME_TO":"18:00"}""", "WORKTIME_TO", "18.30")]
    [InlineData("""{"WORKTIME_FROM":"08.30","WORKTIME_TO":"17"}""", "WORKTIME_FROM", "08.30")]
    [InlineData("""{"WORKTIME_FROM":"10"}""", "WORKTIME_FROM", "9")]
    [InlineData("""{"WORKTIME_FROM":"10","WORKTIME_TO":"8.30"}""", "WORKTIME_TO", "11")]
    [InlineData("""{"WORKTIME_FROM":"23.45","WORKTIME_TO":"23.50"}""", "WORKTIME_FROM", "23.3")]
    [InlineData("""{"WELCOME_BOT_TIME":5}""", "WELCOME_BOT_TIME", "600")]
    [InlineData("""{"WELCOME_BOT_ENABLE":"Y","WELCOME_BOT_TIME":5}""", "WELCOME_BOT_TIME", "5")]
    [InlineData("""{"CATEGORY_ID":5}""", "CATEGORY_ID", "0")]
    [InlineData("""{"CATEGORY_ENABLE":"Y","CATEGORY_ID":5}""", "CATEGORY_ID", "5")]
    [InlineData("""{"MAX_CHAT":null,"QUEUE_TIME":30}""", "QUEUE_TIME", "30")]
    public async Task Unknown_values_are_replaced_and_never_refused(string parameters, string field, string value)
    {
        Assert.Equal("true", (await UpdateAsync(22, parameters)).ResultText);
        Assert.Equal(value, await SettingAsync(22, field));
    }

    [Fact]
    public async Task What_goes_with_a_switch_falls_back_when_it_is_sent_without_it()
    {
        await UpdateAsync(22, """{"WELCOME_BOT_ENABLE":"Y","WELCOME_BOT_ID":20,"WELCOME_BOT_LEFT":"close"}""");
        Assert.Equal("20", await SettingAsync(22, "WELCOME_BOT_ID"));

        await UpdateAsync(22, """{"WELCOME_BOT_ID":21,"WELCOME_BOT_LEFT":"close"}""");

        Assert.Equal("0", await SettingAsync(22, "WELCOME_BOT_ID"));
        Assert.Equal("queue", await SettingAsync(22, "WELCOME_BOT_LEFT"));
        Assert.Equal("Y", await SettingAsync(22, "WELCOME_BOT_ENABLE"));
    }

    [Theory]
    [InlineData("""{"WORKTIME_DAYOFF":["SA","XX","SU"]}""", "WORKTIME_DAYOFF", """["SA","SU"]""")]
    [InlineData("""{"WORKTIME_HOLIDAYS":"01.01, 08.03"}""", "WORKTIME_HOLIDAYS", """["01.01","08.03"]""")]
    [InlineData("""{"WORKTIME_HOLIDAYS":["01.01","08.03"]}""", "WORKTIME_HOLIDAYS", """["01.01","08.03"]""")]
    [InlineData("""{"WORKTIME_HOLIDAYS":"New Year"}""", "WORKTIME_HOLIDAYS", """[""]""")]
    [InlineData("""{"QUEUE":[{"ENTITY_TYPE":"user","ENTITY_ID":"14"}]}""", "QUEUE", """["14"]""")]
    public async Task Lists_are_taken_over_whole(string parameters, string field, string value)
    {
        Assert.Equal("true", (await UpdateAsync(22, parameters)).ResultText);
        Assert.Equal(value, (await LineAsync(22)).GetProperty(field).GetRawText());
    }

    [Theory]
    [InlineData(99, """{"LINE_NAME":"x"}""")]
    [InlineData(22, """{"LINE_NAME":"x","QUEUE":[]}""")]
    [InlineData(22, """{"LINE_NAME":"x","QUEUE":[5]}""")]
    [InlineData(22, """{"LINE_NAME":"x","QUEUE":[{"ENTITY_TYPE":"group","ENTITY_ID":"5"}]}""")]
    [InlineData(22, """{"LINE_NAME":"x","QUEUE":[{"ENTITY_TYPE":"department","ENTITY_ID":"77"}]}""")]
    public async Task A_line_that_is_not_there_and_a_queue_that_cannot_be_are_false_with_status_200(long id, string parameters)
    {
        var answer = await UpdateAsync(id, parameters);

        Assert.Equal((200, "false"), (answer.Status, answer.ResultText));
        Assert.Equal("Support", await SettingAsync(22, "LINE_NAME"));
    }

    [Fact]
    public async Task In_one_batch_a_line_that_was_read_is_read_again_as_it_was()
    {
        const string Get = "imopenlines.config.get?CONFIG_ID=22";
        var answer = await _caller.BatchAsync(
            Get, "imopenlines.config.update?CONFIG_ID=22&PARAMS[LINE_NAME]=Other", Get, Get + "&WITH_QUEUE=N");

        var results = answer.Map("result");
        Assert.Equal(
            ["Support", "Support", "Other"],
            new[] { 0, 2, 3 }.Select(index => results[index].GetProperty("LINE_NAME").GetString()));
        Assert.Equal("Other", await SettingAsync(22, "LINE_NAME"));
    }

    [Fact]
    public async Task A_line_is_deleted_once()
    {
        Assert.Equal("true", (await _caller.LinesAsync("config.delete", "CONFIG_ID=22")).ResultText);
        Assert.Equal("false", (await _caller.LinesAsync("config.delete", "CONFIG_ID=22")).ResultText);
        Assert.Equal(JsonValueKind.False, (await LineAsync(22)).ValueKind);
    }

    [Theory]
    [InlineData("config.update", "", 400, "CONFIG_ID_EMPTY")]
    [InlineData("config.update", "CONFIG_ID=22", 403, "CONFIG_WRONG_USER_PERMISSION")]
    [InlineData("config.update", "CONFIG_ID=99", 403, "CONFIG_WRONG_USER_PERMISSION")]
    [InlineData("config.delete", "config_id=22", 400, "CONFIG_ID_EMPTY")]
    [InlineData("config.delete", "CONFIG_ID=99", 403, "CONFIG_WRONG_USER_PERMISSION")]
    public async Task Who_may_not_modify_lines_is_told_so_whether_it_is_there_or_not(string method, string query, int status, string code)
    {
        var answer = await new Caller(webhook: DefaultData.OperatorWebhook).LinesAsync(method, query);

        Assert.Equal((status, code), (answer.Status, answer.Error));
    }

    private Task<Caller.Answer> UpdateAsync(long id, string parameters) =>
        _caller.PostAsync("imopenlines.config.update", $$"""{"CONFIG_ID":{{id}},"PARAMS":{{parameters}}}""");

    private async Task<JsonElement> LineAsync(long id) => (await _caller.LinesAsync("config.get", $"CONFIG_ID={id}")).Result;

    private async Task<string?> SettingAsync(long id, string name) => (await LineAsync(id)).GetProperty(name).GetString();
}
