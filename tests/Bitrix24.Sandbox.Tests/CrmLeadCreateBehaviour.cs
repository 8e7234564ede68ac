using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class CrmLeadCreateBehaviour
{
    [Fact]
    public async Task The_operator_gets_a_lead_whose_id_the_dialog_tells()
    {
        var caller = new Caller(webhook: DefaultData.OperatorWebhook);
        Assert.Equal("N", (await caller.DialogAsync(1763)).Data(0));

        Assert.Equal("true", (await CreateAsync(caller, 1763)).ResultText);

        var dialog = await caller.DialogAsync(1763);
        Assert.Equal(("Y", "LEAD"), (dialog.Data(0), dialog.Data(1)));
        Assert.Equal($"LEAD|{dialog.Data(2)}|COMPANY|0|CONTACT|0|DEAL|0", dialog.Json.GetProperty("entity_data_2").GetString());
        await CreateAsync(caller, 1763);
        Assert.Equal(dialog.Data(2), (await caller.DialogAsync(1763)).Data(2));
    }

    [Theory]
    [InlineData(1763, "ERROR_USER_NOT_OPERATOR")]
    [InlineData(3001, "CHAT_TYPE")]
    [InlineData(2112, "IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION")]
    public async Task Nobody_else_does(long chatId, string code) =>
        Assert.Equal(code, (await CreateAsync(new(), chatId)).Error);

    [Fact]
    public async Task What_is_bound_already_is_true_for_whoever_asks() =>
        Assert.Equal("true", (await CreateAsync(new(), 2104)).ResultText);

    [Fact]
    public async Task A_closed_chat_gets_a_session_and_by_its_line_a_lead_although_the_caller_is_refused()
    {
        var caller = new Caller();

        Assert.Equal("ERROR_USER_NOT_OPERATOR", (await CreateAsync(caller, 2043)).Error);

        Assert.Equal(1, caller.Portal.Journal.SessionsCreatedIn(2043));
        var dialog = await caller.DialogAsync(2043);
        Assert.NotEqual(0, dialog.SessionId);
        Assert.Equal("LEAD", dialog.Data(1));
    }

    private static Task<Caller.Answer> CreateAsync(Caller caller, long chatId) =>
        caller.LinesAsync("crm.lead.create", $"CHAT_ID={chatId}");
}
