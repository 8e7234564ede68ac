using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class ConfigGetBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.WithoutRightsWebhook);

    [Fact]
    public async Task A_line_shows_all_settings_in_order_and_its_queue()
    {
        var line = await GetAsync("CONFIG_ID=22");

        var names = line.EnumerateObject().Select(static field => field.Name).ToList();
        Assert.Equal(["ID", "ACTIVE", "LINE_NAME", "CRM"], names.Take(4));
        Assert.Equal(["QUEUE", "QUEUE_FULL", "QUEUE_USERS_FIELDS", "QUEUE_ONLINE"], names.Skip(names.Count - 4));
        Assert.Equal(94, names.Count);
        Assert.Equal("22", line.GetProperty("ID").GetString());
        Assert.Equal("60", line.GetProperty("QUEUE_TIME").GetString());
        Assert.Equal("{}", line.GetProperty("DATE_CREATE").GetRawText());
        Assert.Equal("""[""]""", line.GetProperty("WORKTIME_DAYOFF").GetRawText());
        Assert.Equal("""["5","14"]""", line.GetProperty("QUEUE").GetRawText());
        Assert.Equal("0", line.GetProperty("QUEUE_FULL").GetProperty("5").GetProperty("SORT").GetString());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("QUEUE_USERS_FIELDS").GetProperty("14").GetProperty("USER_NAME").ValueKind);
        Assert.Equal("Y", line.GetProperty("QUEUE_ONLINE").GetString());
    }

    [Fact]
    public async Task A_department_stands_for_its_people_and_those_who_are_not_active_are_left_out()
    {
        Assert.Equal("""["1","14","16"]""", (await GetAsync("CONFIG_ID=58")).GetProperty("QUEUE").GetRawText());
        Assert.Equal("""["18"]""", (await GetAsync("CONFIG_ID=31")).GetProperty("QUEUE").GetRawText());
        Assert.Equal("""["1","14"]""", (await GetAsync("CONFIG_ID=58&SHOW_OFFLINE=N")).GetProperty("QUEUE").GetRawText());
    }

    [Fact]
    public async Task Without_its_queue_the_keys_are_there_and_empty()
    {
        var line = await GetAsync("CONFIG_ID=22&WITH_QUEUE=n");

        Assert.Equal(
            ["[]", "[]", "[]", "\"N\""],
            new[] { "QUEUE", "QUEUE_FULL", "QUEUE_USERS_FIELDS", "QUEUE_ONLINE" }.Select(name => line.GetProperty(name).GetRawText()));
    }

    [Theory]
    [InlineData("CONFIG_ID=99")]
    [InlineData("CONFIG_ID=40")]
    public async Task No_such_line_is_false(string query) => Assert.Equal(JsonValueKind.False, (await GetAsync(query)).ValueKind);

    [Theory]
    [InlineData("")]
    [InlineData("config_id=22")]
    [InlineData("CONFIG_ID=x")]
    public async Task Without_an_id_it_is_an_error(string query)
    {
        var answer = await _caller.LinesAsync("config.get", query);

        Assert.Equal((400, "CONFIG_ID_EMPTY"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task The_public_path_is_on_the_address_that_was_called() =>
        Assert.Equal(
            """{"SERVER_ADDRESS":"https:\/\/sandbox.bitrix24.example","PUBLIC_PATH":"\/contact_center\/"}""",
            (await _caller.LinesAsync("config.path.get")).ResultText);

    private async Task<JsonElement> GetAsync(string query) => (await _caller.LinesAsync("config.get", query)).Result;
}
