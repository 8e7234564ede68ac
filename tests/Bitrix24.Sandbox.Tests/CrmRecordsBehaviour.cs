using System.Linq;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>crm.item.get, crm.deal.get and crm.deal.list.</summary>
public sealed class CrmRecordsBehaviour
{
    private readonly Caller _caller = new();

    [Fact]
    public async Task An_item_is_the_one_of_the_list()
    {
        var item = (await _caller.PostAsync("crm.item.get", """{"entityTypeId":2,"id":"7"}""")).Result.GetProperty("item");
        var listed = (await _caller.PostAsync("crm.item.list", """{"entityTypeId":2,"filter":{"id":7}}""")).Result.GetProperty("items")[0];

        Assert.Equal(listed.GetRawText(), item.GetRawText());
        Assert.Equal("Record 7", item.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_deal_is_the_same_in_the_older_names_and_texts()
    {
        var deal = (await _caller.GetAsync("crm.deal.get?id=7")).Result;
        var listed = (await _caller.PostAsync("crm.deal.list", """{"filter":{"ID":7}}""")).Result[0];

        Assert.Equal(listed.GetRawText(), deal.GetRawText());
        Assert.Equal(("7", "Record 7", "70"), (Text("ID"), Text("TITLE"), Text("OPPORTUNITY")));

        string? Text(string name) => deal.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("{}", "1", 600, 50)]
    [InlineData("""{"start":100,"order":{"ID":"DESC"}}""", "500", 600, 150)]
    [InlineData("""{"filter":{">ID":590},"start":0}""", "591", 10, null)]
    [InlineData("""{"filter":{"STAGE_ID":"WON","UF_CRM_1":"x"}}""", "5", 120, 50)]
    public async Task Deals_come_by_page(string json, string first, int total, int? next)
    {
        var answer = await _caller.PostAsync("crm.deal.list", json);

        Assert.Equal(first, answer.Result[0].GetProperty("ID").GetString());
        Assert.Equal(total, answer.Json.GetProperty("total").GetInt32());
        Assert.Equal(next, answer.Json.TryGetProperty("next", out var at) ? (int?)at.GetInt32() : null);
    }

    [Fact]
    public async Task Of_a_deal_only_what_is_asked_for_is_shown()
    {
        var deal = (await _caller.PostAsync("crm.deal.list", """{"select":["TITLE","STAGE_ID"]}""")).Result[0];

        Assert.Equal(["ID", "TITLE", "STAGE_ID"], deal.EnumerateObject().Select(static field => field.Name));
    }

    [Theory]
    [InlineData("crm.item.get", "{}", "100")]
    [InlineData("crm.item.get", """{"entityTypeId":2}""", "100")]
    [InlineData("crm.item.get", """{"entityTypeId":99,"id":7}""", "NOT_FOUND")]
    [InlineData("crm.item.get", """{"entityTypeId":2,"id":601}""", "NOT_FOUND")]
    [InlineData("crm.item.get", """{"entityTypeId":2,"id":0}""", "NOT_FOUND")]
    [InlineData("crm.deal.get", "{}", "")]
    [InlineData("crm.deal.get", """{"id":601}""", "")]
    public async Task Errors(string method, string json, string code)
    {
        var answer = await _caller.PostAsync(method, json);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("crm.item.get", """{"entityTypeId":2,"id":7}""")]
    [InlineData("crm.deal.get", """{"id":7}""")]
    [InlineData("crm.deal.list", "{}")]
    public async Task They_are_for_those_who_may_read_the_crm(string method, string json) =>
        Assert.Equal(400, (await new Caller(webhook: DefaultData.WithoutRightsWebhook).PostAsync(method, json)).Status);
}
