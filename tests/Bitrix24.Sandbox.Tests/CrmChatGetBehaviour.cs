using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class CrmChatGetBehaviour
{
    private const string First = """[{"CHAT_ID":"2115","CONNECTOR_ID":"telegrambot","CONNECTOR_TITLE":"Telegram"}""";
    private const string Both = First + """,{"CHAT_ID":"2116","CONNECTOR_ID":"viber","CONNECTOR_TITLE":"Viber"}]""";

    private readonly Caller _caller = new();

    [Theory]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY=501", First + "]")]
    [InlineData("CRM_ENTITY_TYPE=DEAL&CRM_ENTITY=501&ACTIVE_ONLY=N", Both)]
    [InlineData("CRM_ENTITY_TYPE=contact&CRM_ENTITY=71&ACTIVE_ONLY=N", Both)]
    [InlineData("CRM_ENTITY_TYPE=company&CRM_ENTITY=81&ACTIVE_ONLY=N", Both)]
    [InlineData("CRM_ENTITY_TYPE=lead&CRM_ENTITY=345", "[]")]
    [InlineData("CRM_ENTITY_TYPE=lead&CRM_ENTITY=999", "[]")]
    public async Task Chats_are_active_ones_unless_all_are_asked_for(string query, string result) =>
        Assert.Equal(result, (await GetAsync(query)).ResultText);

    [Fact]
    public async Task A_dialog_that_waits_and_a_connector_that_is_off_are_missing()
    {
        _caller.Portal.FindUser(DefaultData.Admin)!.HiddenLeads.Clear();
        _caller.Portal.Channels.Remove("viber");
        await _caller.LinesAsync("operator.transfer", "CHAT_ID=2115&QUEUE_ID=58");

        Assert.Equal("[]", (await GetAsync("CRM_ENTITY_TYPE=deal&CRM_ENTITY=501")).ResultText);
        Assert.Equal(1, (await GetAsync("CRM_ENTITY_TYPE=deal&CRM_ENTITY=501&ACTIVE_ONLY=N")).Result.GetArrayLength());
    }

    [Theory]
    [InlineData("CRM_ENTITY=501", "CRM_ENTITY_TYPE", "Argument 'CRM_ENTITY_TYPE' is null or empty")]
    [InlineData("CRM_ENTITY_TYPE=deal", "CRM_ENTITY", "Argument 'CRM_ENTITY' is null or empty")]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY_ID=501", "CRM_ENTITY", "Argument 'CRM_ENTITY' is null or empty")]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY=501x", "CRM_ENTITY", "The value of an argument 'CRM_ENTITY' has an invalid type")]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY=-1", "CRM_ENTITY", "The value of an argument 'CRM_ENTITY' has an invalid type")]
    public async Task What_is_missing_and_what_is_of_another_type_is_named(string query, string argument, string text)
    {
        var answer = await GetAsync(query);

        Assert.Equal((400, "ERROR_ARGUMENT", text), (answer.Status, answer.Error, answer.Description));
        Assert.Equal(argument, answer.Json.GetProperty("argument").GetString());
    }

    [Fact]
    public async Task In_a_batch_the_argument_is_named_too()
    {
        var answer = await _caller.BatchAsync("imopenlines.crm.chat.get?CRM_ENTITY=5");

        Assert.Equal("CRM_ENTITY_TYPE", answer.Map("result_error")[0].GetProperty("argument").GetString());
    }

    [Theory]
    [InlineData(DefaultData.WithoutRightsWebhook, "CRM_ENTITY_TYPE=deal&CRM_ENTITY=501")]
    [InlineData(DefaultData.AdminWebhook, "CRM_ENTITY_TYPE=lead&CRM_ENTITY=346")]
    [InlineData(DefaultData.AdminWebhook, "CRM_ENTITY_TYPE=ticket&CRM_ENTITY=501")]
    public async Task Without_the_right_it_is_a_403_unlike_that_of_the_gate(string webhook, string query)
    {
        var answer = await new Caller(webhook: webhook).LinesAsync("crm.chat.get", query);

        Assert.Equal((403, "ACCESS_DENIED"), (answer.Status, answer.Error));
        Assert.Equal("Access denied! You dont have access to this action", answer.Description);
    }

    [Theory]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY=501", "2115")]
    [InlineData("CRM_ENTITY_TYPE=lead&CRM_ENTITY=345", "2104")]
    public async Task The_last_chat_counts_when_it_is_closed_too(string query, string chatId) =>
        Assert.Equal(chatId, (await _caller.LinesAsync("crm.chat.getLastId", query)).ResultText);

    [Theory]
    [InlineData("CRM_ENTITY=501", "CRM_CHAT_EMPTY_CRM_DATA", "Empty CRM data")]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY=5", "CRM_CHAT_EMPTY_CRM_DATA", "Could not find CRM entity")]
    [InlineData("CRM_ENTITY_TYPE=x&CRM_ENTITY=501", "CRM_CHAT_EMPTY_CRM_DATA", "Could not find CRM entity")]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY=abc", "ERROR_ARGUMENT", "The value of an argument 'CRM_ENTITY' has an invalid type")]
    public async Task Missing_and_not_found_have_one_code(string query, string code, string text)
    {
        var answer = await _caller.LinesAsync("crm.chat.getlastid", query);

        Assert.Equal((400, code, text), (answer.Status, answer.Error, answer.Description));
    }

    private Task<Caller.Answer> GetAsync(string query) => _caller.LinesAsync("crm.chat.get", query);
}
