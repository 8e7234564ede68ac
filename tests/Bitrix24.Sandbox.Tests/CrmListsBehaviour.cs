using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>crm.activity.list and crm.item.list.</summary>
public sealed class CrmListsBehaviour
{
    private const string OfDeal = """{"PROVIDER_ID":"IMOPENLINES_SESSION","BINDINGS":[{"OWNER_TYPE_ID":2,"OWNER_ID":501}]""";

    private readonly Caller _caller = new();

    [Fact]
    public async Task The_sessions_of_a_deal_are_activities()
    {
        var rows = (await ActivitiesAsync("{\"filter\":" + OfDeal + "}}")).Result;

        var sessions = _caller.Portal.Chats.Read(2115)!.Sessions.Concat(_caller.Portal.Chats.Read(2116)!.Sessions).ToList();
        Assert.Equal(
            sessions.Select(static session => ChatFields.Text(session.Id)),
            rows.EnumerateArray().Select(static row => row.GetProperty("ASSOCIATED_ENTITY_ID").GetString()));
        Assert.Equal("telegrambot|58|551200343|625", rows[0].GetProperty("PROVIDER_PARAMS").GetProperty("USER_CODE").GetString());
        Assert.Equal(["Y", "Y", "N", "Y"], rows.EnumerateArray().Select(static row => row.GetProperty("COMPLETED").GetString()));
        Assert.Equal("14", rows[0].GetProperty("RESPONSIBLE_ID").GetString());
        Assert.Equal("viber", rows[3].GetProperty("RESULT_SOURCE_ID").GetString());
    }

    [Fact]
    public async Task A_period_an_operator_and_a_state_narrow_them()
    {
        var since = PortalClock.Format(_caller.Portal.Clock.Started - System.TimeSpan.FromDays(4));

        var recent = await ActivitiesAsync("{\"filter\":" + OfDeal + ",\">=CREATED\":\"" + since + "\"}}");
        Assert.Equal(3, recent.Result.GetArrayLength());
        Assert.Equal(1, (await ActivitiesAsync("""{"filter":{"RESPONSIBLE_ID":5,"COMPLETED":"N"}}""")).Result.GetArrayLength());
        Assert.Equal("[]", (await ActivitiesAsync("""{"filter":{"PROVIDER_ID":"CRM_EMAIL"}}""")).ResultText);
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_shown_in_the_order_that_is_asked_for()
    {
        var answer = await ActivitiesAsync("""{"select":["ID","CREATED"],"order":{"CREATED":"DESC"},"filter":{"OWNER_TYPE_ID":2}}""");

        Assert.Equal(["ID", "CREATED"], answer.Result[0].EnumerateObject().Select(static field => field.Name));
        var dates = answer.Result.EnumerateArray().Select(static row => row.GetProperty("CREATED").GetString()).ToList();
        Assert.Equal(dates.OrderByDescending(static date => date, System.StringComparer.Ordinal), dates);
        Assert.Equal(4, answer.Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_the_caller_may_not_read_is_left_out()
    {
        Assert.Equal("[]", (await new Caller(webhook: DefaultData.WithoutRightsWebhook).PostAsync("crm.activity.list")).ResultText);
        Assert.Equal("[]", (await ActivitiesAsync("""{"filter":{"OWNER_ID":346}}""")).ResultText);
    }

    [Fact]
    public async Task Ten_thousand_dialogs_of_an_operator_come_by_page()
    {
        _caller.Portal.Chats.Pattern = new(OperatorId: DefaultData.Operator, HasDeals: true);
        _caller.Portal.AddChats(10_000);

        var answer = await ActivitiesAsync("""{"filter":{"RESPONSIBLE_ID":5,"COMPLETED":"N"},"start":9950}""");

        Assert.Equal(10_001, answer.Json.GetProperty("total").GetInt32());
        Assert.Equal(50, answer.Result.GetArrayLength());
        var one = await ActivitiesAsync("""{"filter":{"BINDINGS":[{"OWNER_TYPE_ID":2,"OWNER_ID":7777}]}}""");
        Assert.Equal("livechat|1|7777|7777", one.Result[0].GetProperty("PROVIDER_PARAMS").GetProperty("USER_CODE").GetString());
    }

    [Theory]
    [InlineData("""{"entityTypeId":2}""", 1, 600, 50)]
    [InlineData("""{"entityTypeId":2,"start":575}""", 551, 600, null)]
    [InlineData("""{"entityTypeId":2,"filter":{">id":590}}""", 591, 10, null)]
    [InlineData("""{"entityTypeId":2,"filter":{"id":[3,5]}}""", 3, 2, null)]
    [InlineData("""{"entityTypeId":2,"order":{"id":"DESC"}}""", 600, 600, 50)]
    [InlineData("""{"entityTypeId":1,"filter":{"stageId":"WON"}}""", 5, 120, 50)]
    public async Task Items_come_by_page(string json, long first, int total, int? next)
    {
        var answer = await _caller.PostAsync("crm.item.list", json);

        Assert.Equal(first, answer.Result.GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Equal(total, answer.Json.GetProperty("total").GetInt32());
        Assert.Equal(next, answer.Json.TryGetProperty("next", out var at) ? (int?)at.GetInt32() : null);
    }

    [Theory]
    [InlineData("""{"entityTypeId":2,"filter":{"=imol":"imol|telegrambot|58|551200343|625"}}""", "501")]
    [InlineData("""{"entityTypeId":3,"filter":{"=imol":"imol|telegrambot|58|551200343|625"}}""", "71")]
    [InlineData("""{"entityTypeId":1,"filter":{"=imol":"imol|telegrambot|58|551200343|625"}}""", "")]
    [InlineData("""{"entityTypeId":2,"filter":{"=imol":"telegrambot|58|551200343|625"}}""", "")]
    public async Task The_object_of_a_code_is_found(string json, string ids)
    {
        var items = (await _caller.PostAsync("crm.item.list", json)).Result.GetProperty("items");

        Assert.Equal(ids, string.Join(',', items.EnumerateArray().Select(static item => item.GetProperty("id").GetInt64())));
    }

    [Theory]
    [InlineData("{}", "100")]
    [InlineData("""{"entityTypeId":99}""", "NOT_FOUND")]
    [InlineData("""{"entityTypeId":2,"filter":{"imol":"x"}}""", "INVALID_ARG_VALUE")]
    [InlineData("""{"entityTypeId":2,"filter":{"IMOL":"x"}}""", "INVALID_ARG_VALUE")]
    public async Task Errors(string json, string code)
    {
        var answer = await _caller.PostAsync("crm.item.list", json);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_list_of_any_length_costs_no_more_than_its_page()
    {
        var caller = new Caller(SandboxPortal.CreateDefault(new() { CrmRecords = 2_000_000_000 }));

        var page = await caller.PostAsync("crm.item.list", """{"entityTypeId":2,"start":1999999950,"select":["id"]}""");

        Assert.Equal("""{"id":2000000000}""", page.Result.GetProperty("items")[49].GetRawText());
        Assert.Equal(JsonValueKind.Number, page.Json.GetProperty("total").ValueKind);
    }

    private Task<Caller.Answer> ActivitiesAsync(string json) => _caller.PostAsync("crm.activity.list", json);
}
