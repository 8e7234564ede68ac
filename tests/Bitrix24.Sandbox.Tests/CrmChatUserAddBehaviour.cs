using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class CrmChatUserAddBehaviour
{
    private const string Deal = "CRM_ENTITY_TYPE=deal&CRM_ENTITY=501";

    private const string NotInCrm = "Chat does not belong to the CRM entity being checked";

    private readonly Caller _caller = new();

    [Theory]
    [InlineData("&USER_ID=14")]
    [InlineData("&USER_ID=14&CHAT_ID=2115")]
    [InlineData("&USER_ID=20")]
    public async Task A_user_or_a_bot_becomes_a_member_and_once_more_is_a_success_too(string rest)
    {
        Assert.Equal("2115", (await AddAsync(Deal + rest)).ResultText);
        Assert.Equal("2115", (await AddAsync(Deal + rest)).ResultText);

        Assert.Equal(4, _caller.Portal.Chats.Read(2115)!.Members.Count + 1);
    }

    [Theory]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY=777&USER_ID=14", "0")]
    [InlineData("CRM_ENTITY_TYPE=deal&CRM_ENTITY=777", "0")]
    public async Task An_object_without_a_chat_is_answered_with_0(string query, string result) =>
        Assert.Equal(result, (await AddAsync(query)).ResultText);

    [Theory]
    [InlineData(Deal, 400, "ERROR_ARGUMENT", "Argument 'Empty USER_ID' is null or empty")]
    [InlineData(Deal + "&USER_ID=14&CHAT_ID=2116", 400, "CHAT_NOT_IN_CRM", NotInCrm)]
    [InlineData(Deal + "&USER_ID=14&CHAT_ID=1763", 400, "CHAT_NOT_IN_CRM", NotInCrm)]
    [InlineData("CRM_ENTITY_TYPE=lead&CRM_ENTITY=345&USER_ID=14", 400, "CHAT_NOT_IN_CRM", NotInCrm)]
    [InlineData(Deal + "&USER_ID=12", 400, "CRM_CHAT_USER_NOT_ACTIVE", "User not active")]
    [InlineData(Deal + "&USER_ID=999", 400, "CRM_CHAT_USER_NOT_ACTIVE", "User not active")]
    [InlineData("CRM_ENTITY_TYPE=lead&CRM_ENTITY=346", 403, "ACCESS_DENIED", "Access denied! You don't have access to join user to chat")]
    [InlineData(
        Deal + "&USER_ID=7",
        403,
        "ACCESS_DENIED",
        "Access denied! This user does not have access to the chat because he does not have access to this CRM entity")]
    [InlineData(
        Deal + "&USER_ID=5",
        403,
        "ACCESS_DENIED",
        "Access denied! This user does not have access to the chat because he does not have access to this view chat history")]
    public async Task Errors(string query, int status, string code, string text)
    {
        var answer = await AddAsync(query);

        Assert.Equal((status, code, text), (answer.Status, answer.Error, answer.Description));
    }

    private Task<Caller.Answer> AddAsync(string query) => _caller.LinesAsync("crm.chat.user.add", query);
}
