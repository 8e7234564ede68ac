using System;
using System.Net.Http;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>Codes and statuses of the portal as a whole.</summary>
public sealed class Refusals
{
    private const string Root = "https://" + SandboxPortal.Host + "/rest/";
    private readonly Caller _caller = new();

    [Theory]
    [InlineData("imopenlines.message.add")]
    [InlineData("imopenlines.session.finish")]
    [InlineData("imopenlines.session.get")]
    [InlineData("imopenlines.config.list")]
    public async Task An_unknown_method_is_404_before_any_check_of_the_caller(string method)
    {
        var answer = await _caller.SendAsync(HttpMethod.Get, Root + "1/wrong/" + method, null, null);

        Assert.Equal((404, "ERROR_METHOD_NOT_FOUND", "Method not found!"), (answer.Status, answer.Error, answer.Description));
    }

    [Theory]
    [InlineData("1/wrong/scope", 401, "INVALID_CREDENTIALS")]
    [InlineData("2/sandboxwebhook1/scope", 401, "INVALID_CREDENTIALS")]
    [InlineData("login/sandboxwebhook1/scope", 401, "INVALID_CREDENTIALS")]
    [InlineData("1/sandboxtoken1/scope", 401, "INVALID_CREDENTIALS")]
    [InlineData("scope", 401, "NO_AUTH_FOUND")]
    [InlineData("scope?auth=", 401, "NO_AUTH_FOUND")]
    [InlineData("scope?auth=wrong", 401, "invalid_token")]
    [InlineData("scope?auth=sandboxwebhook1", 401, "invalid_token")]
    public async Task Wrong_credentials(string path, int status, string code)
    {
        var answer = await _caller.SendAsync(HttpMethod.Get, Root + path, null, null);

        Assert.Equal((status, code), (answer.Status, answer.Error));
        Assert.False(answer.Json.TryGetProperty("time", out _));
    }

    [Fact]
    public async Task A_revoked_webhook() =>
        await ExpectAsync(401, "INVALID_CREDENTIALS", static switches => switches.Revoke("sandboxwebhook1"));

    [Fact]
    public async Task A_plan_without_rest() => await ExpectAsync(401, "ACCESS_DENIED", static switches => switches.PlanWithoutRest = true);

    [Fact]
    public async Task An_overload_block() => await ExpectAsync(401, "OVERLOAD_LIMIT", static switches => switches.Overloaded = true);

    [Fact]
    public async Task A_deleted_portal() => await ExpectAsync(403, "PORTAL_DELETED", static switches => switches.Deleted = true);

    [Fact]
    public async Task A_dropped_scope() =>
        await ExpectAsync(401, "insufficient_scope", static switches => switches.DropScope("sandboxwebhook1"));

    [Fact]
    public async Task A_dismissed_user() => await ExpectAsync(401, "authorization_error", static switches => switches.Dismiss(1));

    [Fact]
    public async Task An_expired_token_and_the_next_one()
    {
        _caller.Portal.Switches.Expire(DefaultData.AdminToken);
        var expired = await _caller.SendAsync(HttpMethod.Get, Root + "scope?auth=" + DefaultData.AdminToken, null, null);
        Assert.Equal((401, "expired_token"), (expired.Status, expired.Error));

        _caller.Portal.Switches.IssueToken("sandboxtoken2", DefaultData.Admin);
        Assert.Equal(200, (await _caller.SendAsync(HttpMethod.Get, Root + "scope?auth=sandboxtoken2", null, null)).Status);
    }

    [Fact]
    public async Task Plain_http_only_where_the_portal_is_told_to_care()
    {
        var address = DefaultData.AdminWebhook.Replace("https", "http", StringComparison.Ordinal) + "scope";
        Assert.Equal(200, (await _caller.SendAsync(HttpMethod.Get, address, null, null)).Status);

        var strict = new Caller(SandboxPortal.CreateDefault(new() { RequireHttps = true }));
        var answer = await strict.SendAsync(HttpMethod.Get, address, null, null);
        Assert.Equal((401, "INVALID_REQUEST", "Https required."), (answer.Status, answer.Error, answer.Description));
    }

    [Fact]
    public async Task A_renamed_portal_redirects_from_the_old_host_and_answers_on_the_new()
    {
        _caller.Portal.Switches.RenamedTo = new("https://renamed.bitrix24.example/");

        using var http = new HttpMessageInvoker(new SandboxHandler(_caller.Portal));
        using var request = new HttpRequestMessage(HttpMethod.Post, DefaultData.AdminWebhook + "scope.json?a=1");
        using var response = await http.SendAsync(request, default);
        Assert.Equal(302, (int)response.StatusCode);
        Assert.Equal("https://renamed.bitrix24.example/rest/1/sandboxwebhook1/scope.json?a=1", response.Headers.Location!.AbsoluteUri);

        Assert.Equal(200, (await _caller.SendAsync(HttpMethod.Get, response.Headers.Location.AbsoluteUri, null, null)).Status);
    }

    private async Task ExpectAsync(int status, string code, Action<PortalSwitches> change)
    {
        change(_caller.Portal.Switches);
        var answer = await _caller.OpenAsync("livechat|22|1761|587");
        Assert.Equal((status, code), (answer.Status, answer.Error));
        Assert.Equal(0, _caller.Portal.Journal.Executions("imopenlines.session.open"));
    }
}
