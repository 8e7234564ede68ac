using System.Net.Http;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class ImConnectorBehaviour
{
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("imconnector.list")]
    [InlineData("imconnector.status?CONNECTOR=viber&LINE=58")]
    public async Task A_webhook_is_refused(string call)
    {
        var answer = await _caller.GetAsync(call);

        Assert.Equal((403, "WRONG_AUTH_TYPE"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task An_application_of_an_administrator_gets_the_list()
    {
        Assert.Equal("Telegram", (await AskAsync("imconnector.list?")).Result.GetProperty("telegrambot").GetString());

        _caller.Portal.Switches.IssueToken("operatorstoken", DefaultData.Operator);
        var refused = await AskAsync("imconnector.list?", "operatorstoken");
        Assert.Equal((400, "ACCESS_DENIED"), (refused.Status, refused.Error));
    }

    [Theory]
    [InlineData("CONNECTOR=viber&LINE=58", """{"LINE":58,"CONNECTOR":"viber","ERROR":false,"CONFIGURED":true,"STATUS":true}""")]
    [InlineData("CONNECTOR=viber", """{"LINE":0,"CONNECTOR":"viber","ERROR":false,"CONFIGURED":false,"STATUS":false}""")]
    [InlineData("CONNECTOR=olx&LINE=58", """{"LINE":58,"CONNECTOR":"olx","ERROR":false,"CONFIGURED":false,"STATUS":false}""")]
    public async Task The_status_is_that_of_a_line(string query, string result) =>
        Assert.Equal(result, (await AskAsync("imconnector.status?" + query + "&")).ResultText);

    [Fact]
    public async Task Without_a_connector_it_is_an_error()
    {
        var answer = await AskAsync("imconnector.status?");

        Assert.Equal((400, "ERROR_ARGUMENT"), (answer.Status, answer.Error));
    }

    private Task<Caller.Answer> AskAsync(string call, string token = DefaultData.AdminToken) =>
        _caller.SendAsync(HttpMethod.Get, $"https://{SandboxPortal.Host}/rest/{call}auth={token}", null, null);
}
