using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class CrmMessageAddBehaviour
{
    private const string Deal = "CRM_ENTITY_TYPE=deal&CRM_ENTITY=501&";

    private readonly Caller _caller = new();

    [Fact]
    public async Task A_member_writes_whoever_calls()
    {
        var id = (await AddAsync(Deal + "USER_ID=5&CHAT_ID=2115&MESSAGE=Hello")).Result.GetInt64();

        var message = _caller.Portal.Chats.Read(2115)!.Messages.Find(id)!;
        Assert.Equal((5, "Hello", true), (message.AuthorId, message.Text, message.IsForClient));
        Assert.NotEqual(id, (await AddAsync(Deal + "USER_ID=5&CHAT_ID=2115&MESSAGE=Hello")).Result.GetInt64());
    }

    [Theory]
    [InlineData("", "CRM_ENTITY_TYPE")]
    [InlineData(Deal, "USER_ID")]
    [InlineData(Deal + "USER_ID=5", "CHAT_ID")]
    [InlineData(Deal + "USER_ID=5&CHAT_ID=x", "CHAT_ID")]
    [InlineData(Deal + "USER_ID=5&CHAT_ID=2115&MESSAGE=0", "MESSAGE")]
    public async Task What_is_missing_is_named(string query, string argument)
    {
        var answer = await AddAsync(query);

        Assert.Equal((400, "ERROR_ARGUMENT"), (answer.Status, answer.Error));
        Assert.Equal(argument, answer.Json.GetProperty("argument").GetString());
    }

    [Theory]
    [InlineData("CRM_ENTITY_TYPE=lead&CRM_ENTITY=346&USER_ID=5&CHAT_ID=2113&MESSAGE=x", 403, "ACCESS_DENIED")]
    [InlineData(Deal + "USER_ID=7&CHAT_ID=2115&MESSAGE=x", 403, "ACCESS_DENIED")]
    [InlineData(Deal + "USER_ID=14&CHAT_ID=2116&MESSAGE=x", 400, "CHAT_NOT_IN_CRM")]
    [InlineData(Deal + "USER_ID=14&CHAT_ID=2115&MESSAGE=x", 400, "MESSAGE_ADD_ERROR")]
    public async Task Errors(string query, int status, string code)
    {
        var answer = await AddAsync(query);

        Assert.Equal((status, code), (answer.Status, answer.Error));
    }

    private Task<Caller.Answer> AddAsync(string query) => _caller.LinesAsync("crm.message.add", query);
}
