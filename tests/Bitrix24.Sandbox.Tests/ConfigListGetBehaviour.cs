using System.Linq;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class ConfigListGetBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.OperatorWebhook);

    [Theory]
    [InlineData("{}", "1,22,31,58")]
    [InlineData("""{"PARAMS":{"order":{"ID":"DESC"}}}""", "58,31,22,1")]
    [InlineData("""{"PARAMS":{"order":{"LINE_NAME":"ASC"}}}""", "31,58,22,1")]
    [InlineData("""{"PARAMS":{"order":{"ID":"ASC"},"limit":2}}""", "1,22")]
    [InlineData("""{"PARAMS":{"order":{"ID":"ASC"},"limit":2,"offset":2}}""", "31,58")]
    [InlineData("""{"PARAMS":{"order":{"ID":"ASC"},"limit":2,"offset":4}}""", "")]
    [InlineData("""{"PARAMS":{"filter":{"LINE_NAME":"Sales"}}}""", "58")]
    [InlineData("""{"PARAMS":{"filter":{"ID":[1,"58"]}}}""", "1,58")]
    [InlineData("""{"PARAMS":{"LIMIT":1}}""", null)]
    [InlineData("""{"params":{"limit":1}}""", "1,22,31,58")]
    public async Task Lines_come_by_page(string json, string? ids)
    {
        var answer = await ListAsync(json);

        if (ids is null)
        {
            Assert.Equal("INVALID_FORMAT", answer.Error);
            return;
        }

        Assert.Equal(ids, Ids(answer));
        Assert.False(answer.Json.TryGetProperty("total", out _) || answer.Json.TryGetProperty("next", out _));
    }

    [Theory]
    [InlineData("""{"PARAMS":{"select":"ID"}}""")]
    [InlineData("""{"PARAMS":{"select":["NAME"]}}""")]
    [InlineData("""{"PARAMS":{"order":{"ID":"asc"}}}""")]
    [InlineData("""{"PARAMS":{"filter":{"NAME":"x"}}}""")]
    [InlineData("""{"PARAMS":{"limit":-1}}""")]
    [InlineData("""{"PARAMS":{"offset":-1}}""")]
    [InlineData("""{"OPTIONS":{"QUEUES":"Y"}}""")]
    [InlineData("""{"OPTIONS":{"CHECK_PERMISSION":"view"}}""")]
    public async Task What_is_malformed_has_one_code(string json)
    {
        var answer = await ListAsync(json);

        Assert.Equal((400, "INVALID_FORMAT"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task The_queue_and_what_it_is_made_of_come_on_request()
    {
        var answer = await ListAsync(
            """{"PARAMS":{"select":["ID","LINE_NAME"],"filter":{"ID":58}},"OPTIONS":{"QUEUE":"Y","CONFIG_QUEUE":"Y"}}""");
        var line = answer.Result[0];

        Assert.Equal(
            ["ID", "LINE_NAME", "QUEUE", "QUEUE_USERS_FIELDS", "CONFIG_QUEUE"],
            line.EnumerateObject().Select(static field => field.Name));
        Assert.Equal("[1,14,16]", line.GetProperty("QUEUE").GetRawText());
        Assert.Equal(
            """[{"ENTITY_ID":"1","ENTITY_TYPE":"user"},{"ENTITY_ID":"10","ENTITY_TYPE":"department"}]""",
            line.GetProperty("CONFIG_QUEUE").GetRawText());
    }

    [Fact]
    public async Task What_may_not_be_seen_is_dropped_after_the_page_was_cut()
    {
        Assert.Equal("1,22", Ids(await ListAsync("""{"OPTIONS":{"CHECK_PERMISSION":"VIEW"}}""")));
        Assert.Equal("", Ids(await ListAsync("""{"PARAMS":{"limit":2,"offset":2},"OPTIONS":{"CHECK_PERMISSION":"MODIFY"}}""")));
    }

    private static string Ids(Caller.Answer answer) =>
        string.Join(',', answer.Result.EnumerateArray().Select(static line => line.GetProperty("ID").GetString()));

    private Task<Caller.Answer> ListAsync(string json) => _caller.PostAsync("imopenlines.config.list.get", json);
}
