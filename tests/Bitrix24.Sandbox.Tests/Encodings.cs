using System.Net.Http;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>How addresses and bodies are read.</summary>
public sealed class Encodings
{
    private const string Root = "https://" + SandboxPortal.Host;
    private const string Json = """{"USER_CODE":"livechat|22|1761|587"}""";

    private readonly Caller _caller = new();

    [Theory]
    [InlineData("imopenlines.session.open")]
    [InlineData("imopenlines.session.open/")]
    [InlineData("imopenlines.session.open.json")]
    [InlineData("imopenlines.session.open.json/")]
    [InlineData("ImOpenLines.Session.OPEN")]
    public async Task The_address_takes_these_forms(string method)
    {
        Assert.Equal(200, (await _caller.PostAsync(method, Json)).Status);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.api+json")]
    public async Task A_json_type_is_read_as_json(string type)
    {
        Assert.Equal(200, (await _caller.PostAsync("imopenlines.session.open", Json, type)).Status);
    }

    [Theory]
    [InlineData("text/plain", Json)]
    [InlineData("application/x-www-form-urlencoded", Json)]
    [InlineData("application/json", "{\"USER_CODE\":\"livechat|22|1761|587\"")]
    [InlineData("application/json", "{\"USER_CODE\":\"livechat|22|1761|587\"} x")]
    [InlineData("application/json", "{'USER_CODE':'livechat|22|1761|587'}")]
    [InlineData("application/json", "\"livechat|22|1761|587\"")]
    [InlineData("application/json", "")]
    public async Task A_body_that_is_not_what_its_type_says_is_dropped_without_a_word(string type, string body)
    {
        Assert.Equal("ACCESS_DENIED", (await _caller.PostAsync("imopenlines.session.open", body, type)).Error);
    }

    [Fact]
    public async Task A_malformed_body_leaves_the_query_in_force()
    {
        var answer = await _caller.PostAsync("imopenlines.session.open?USER_CODE=livechat%7C22%7C1761%7C587", "{");

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task The_body_of_a_post_wins_over_the_query()
    {
        var answer = await _caller.PostAsync("imopenlines.session.open?USER_CODE=x", Json);

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Forms_and_queries_are_decoded_once()
    {
        Assert.Equal("2103", await OpenedAsync("USER_CODE=viber%7C58%7C%2B35799000111%7C613"));
        Assert.Equal(
            "2105", await OpenedAsync("USER_CODE=my_connector|1|%D0%98%D0%B2%D0%B0%D0%BD+%D0%9F%D0%B5%D1%82%D1%80%D0%BE%D0%B2|615"));
        Assert.Equal(
            "ACCESS_DENIED",
            (await _caller.PostAsync(
                "imopenlines.session.open", "USER_CODE=viber|58|+35799000111|613", "application/x-www-form-urlencoded")).Error);

        async Task<string> OpenedAsync(string form)
        {
            Assert.Equal(200, (await _caller.GetAsync("imopenlines.session.open?" + form)).Status);
            var answer = await _caller.PostAsync("imopenlines.session.open", form, "application/x-www-form-urlencoded");
            return answer.Result.GetProperty("chatId").GetString()!;
        }
    }

    [Fact]
    public async Task Multipart_forms_are_read()
    {
        const string Body = "--b\r\nContent-Disposition: form-data; name=\"USER_CODE\"\r\n\r\nviber|58|+35799000111|613\r\n--b--\r\n";

        Assert.Equal(200, (await _caller.PostAsync("imopenlines.session.open", Body, "multipart/form-data; boundary=b")).Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task The_bodies_of_other_verbs_are_not_read(string verb)
    {
        var answer = await _caller.SendAsync(
            new HttpMethod(verb), DefaultData.AdminWebhook + "imopenlines.session.open", Json, "application/json");

        Assert.Equal("ACCESS_DENIED", answer.Error);
    }

    [Fact]
    public async Task A_token_is_taken_from_query_body_or_header()
    {
        const string Token = DefaultData.AdminToken;

        Assert.Equal(200, (await _caller.SendAsync(HttpMethod.Get, Root + "/rest/scope?auth=" + Token, null, null)).Status);
        Assert.Equal(200, (await _caller.SendAsync(HttpMethod.Get, Root + "/rest/scope.json?access_token=" + Token, null, null)).Status);
        Assert.Equal(
            200, (await _caller.SendAsync(HttpMethod.Post, Root + "/rest/scope", $$"""{"auth":"{{Token}}"}""", "application/json")).Status);
        Assert.Equal(200, (await _caller.SendAsync(HttpMethod.Get, Root + "/rest/scope", null, null, "Bearer " + Token)).Status);
    }

    [Fact]
    public async Task A_path_outside_the_rest_server_is_a_page()
    {
        var answer = await _caller.SendAsync(HttpMethod.Get, Root + "/company/", null, null);

        Assert.Equal(404, answer.Status);
        Assert.StartsWith("<html>", answer.Text, System.StringComparison.Ordinal);
    }
}
