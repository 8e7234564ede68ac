using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class CrmChatUserDeleteBehaviour
{
    private const string Deal = "&CRM_ENTITY_TYPE=deal&CRM_ENTITY=501";

    private readonly Caller _caller = new();

    [Fact]
    public async Task A_member_leaves_once()
    {
        Assert.Equal("2115", (await DeleteAsync("USER_ID=5" + Deal)).ResultText);
        Assert.False(_caller.Portal.Chats.Read(2115)!.HasMember(5));

        var again = await DeleteAsync("USER_ID=5" + Deal);
        Assert.Equal((400, "WRONG_REQUEST"), (again.Status, again.Error));
    }

    [Theory]
    [InlineData("", 400, "CRM_CHAT_EMPTY_USER")]
    [InlineData("USER_ID=5", 400, "CRM_CHAT_EMPTY_CRM_DATA")]
    [InlineData("USER_ID=5&CRM_ENTITY_TYPE=deal&CRM_ENTITY=x", 400, "ERROR_ARGUMENT")]
    [InlineData("USER_ID=5&CRM_ENTITY_TYPE=lead&CRM_ENTITY=346", 403, "ACCESS_DENIED")]
    [InlineData("USER_ID=14&CHAT_ID=2116" + Deal, 400, "CHAT_NOT_IN_CRM")]
    [InlineData("USER_ID=12" + Deal, 400, "CRM_CHAT_USER_NOT_ACTIVE")]
    [InlineData("USER_ID=14" + Deal, 400, "WRONG_REQUEST")]
    public async Task Errors(string query, int status, string code)
    {
        var answer = await DeleteAsync(query);

        Assert.Equal((status, code), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task An_object_without_a_chat_is_answered_with_0() =>
        Assert.Equal("0", (await DeleteAsync("USER_ID=5&CRM_ENTITY_TYPE=deal&CRM_ENTITY=777")).ResultText);

    [Fact]
    public async Task Somebody_dismissed_cannot_be_removed()
    {
        _caller.Portal.Switches.Dismiss(DefaultData.Operator);

        Assert.Equal("CRM_CHAT_USER_NOT_ACTIVE", (await DeleteAsync("USER_ID=5" + Deal)).Error);
    }

    private Task<Caller.Answer> DeleteAsync(string query) => _caller.LinesAsync("crm.chat.user.delete", query);
}
