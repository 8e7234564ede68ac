using System.Net;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>The page of imopenlines.session.open, line by line.</summary>
public sealed class SessionOpenPageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Time =
        "\"time\":{\"start\":1773666416,\"finish\":1773666416.279787,\"duration\":0.2797870635986328,\"processing\":0,"
        + "\"date_start\":\"2026-03-16T16:06:56+01:00\",\"date_finish\":\"2026-03-16T16:06:56+01:00\","
        + "\"operating_reset_at\":1773667016,\"operating\":0}";

    [Theory]
    [InlineData("livechat|22|1761|587", 1763)]
    [InlineData("livechat|58|2042|479", 2043)]
    [InlineData("my_connector|1|Иван Петров|615", 2105)]
    [InlineData("my_connector|1|order #17 & co + 5%|616", 2106)]
    [InlineData("viber|58|+35799000111|613", 2103)]
    public void The_chat_of_a_user_code_is_found(string code, long chat)
    {
        Assert.Equal(chat, portal.RunOne(Open(code)).Result.Value);

        using var client = portal.Connect();
        Assert.All(PortalFixture.Run(client, Open(code), Open(code)), call => Assert.Equal(chat, call.Result.Value));
    }

    [Fact]
    public void The_request_is_the_one_of_the_page()
    {
        portal.RunOne(Open("livechat|22|1761|587"));

        var request = portal.Server.Requests[^1];
        Assert.Equal("POST", request.Verb);
        Assert.Equal("/rest/1/sandboxwebhook1/imopenlines.session.open.json", request.Path);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.StartsWith("OpenLines/", request.Headers["User-Agent"], System.StringComparison.Ordinal);
        Assert.Equal("""{"USER_CODE":"livechat|22|1761|587"}""", request.Body);
    }

    [Fact]
    public void With_an_access_token_the_request_is_the_one_of_the_page_too()
    {
        using var client = portal.ConnectWithToken(DefaultData.AdminToken);
        Assert.Equal(1763, PortalFixture.Run(client, Open("livechat|22|1761|587"))[0].Result.Value);

        var request = portal.Server.Requests[^1];
        Assert.Equal("/rest/imopenlines.session.open.json", request.Path);
        Assert.Equal("""{"USER_CODE":"livechat|22|1761|587","auth":"sandboxtoken1"}""", request.Body);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
    }

    [Theory]
    [InlineData("{\"result\":{\"chatId\":\"1763\"}," + Time + "}", 1763)]
    [InlineData("{\"result\":{\"chatId\":\"1763\"}}", 1763)]
    [InlineData("{\"result\":{\"chatId\":\"2043\"}}", 2043)]
    [InlineData("{\"result\":{\"chatId\":1763}}", 1763)]
    public void The_answers_of_the_page_are_read(string body, long chat) =>
        Assert.Equal(chat, portal.RunOne(Open("x"), new() { Body = body }).Result.Value);

    [Theory]
    [InlineData("{\"result\":{}}")]
    [InlineData("{\"result\":[]}")]
    [InlineData("{\"result\":true}")]
    [InlineData("{\"result\":null}")]
    [InlineData("{\"result\":\"1763\"}")]
    [InlineData("{\"result\":{\"chatId\":\"\"}}")]
    [InlineData("{\"result\":{\"chatId\":null}}")]
    [InlineData("{\"result\":{\"chatId\":true}}")]
    [InlineData("{\"result\":{\"chatId\":[1763]}}")]
    [InlineData("{\"result\":{\"chatId\":0}}")]
    [InlineData("{\"result\":{\"chatId\":-1}}")]
    [InlineData("{\"result\":{\"chatId\":1763.5}}")]
    [InlineData("{\"result\":{\"chatId\":\"chat1763\"}}")]
    [InlineData("{\"result\":{\"chatId\":\"99999999999999999999\"}}")]
    [InlineData("{\"result\":{\"CHATID\":\"1763\"}}")]
    public void An_answer_without_a_chat_is_no_success(string body) =>
        Assert.Equal("InvalidResponse", portal.RunOne(Open("x"), new() { Body = body }).Error!.Id);

    [Fact]
    public void The_error_of_the_page_is_read()
    {
        var error = portal.RunOne(
            Open("x"),
            CannedAnswer.Error(
                400, "ACCESS_DENIED", "You cannot open this conversation because you do not have sufficient permissions")).Error!;

        Assert.Equal("ACCESS_DENIED", error.Code);
        Assert.Equal("You cannot open this conversation because you do not have sufficient permissions", error.Description);
        Assert.Equal(HttpStatusCode.BadRequest, error.HttpStatus);
        Assert.Equal("imopenlines.session.open", error.Method);
        Assert.Equal(ErrorMeaning.PermissionDenied, error.Row.Meaning);
    }

    [Theory]
    [InlineData("no|such|code|0", DefaultData.AdminWebhook, "ACCESS_DENIED")]
    [InlineData("livechat|31|2192|623", DefaultData.OperatorWebhook, null)]
    [InlineData("livechat|22|1761|587", DefaultData.WithoutRightsWebhook, "ACCESS_DENIED")]
    [InlineData("livechat|22|1761|587", DefaultData.ExtranetWebhook, "EmptyErrorCode")]
    public void The_portal_refuses_in_its_own_ways(string code, string webhook, string? expected)
    {
        var error = portal.RunOne(Open(code), webhook: webhook).Error;

        Assert.Equal(expected, error?.Id);
        Assert.Equal(expected is null ? null : HttpStatusCode.BadRequest, error?.HttpStatus);
    }

    [Fact]
    public void A_code_with_what_the_portal_would_replace_finds_nothing_instead_of_something_else()
    {
        using var client = portal.Connect();
        var calls = PortalFixture.Run(client, Open("livechat|22|1761|587"), Open("$result[c0][chatId]"), Open("livechat|58|2042|479"));

        Assert.Equal([1763, 0, 2043], System.Linq.Enumerable.Select(calls, call => call.Result.Value));
        Assert.Equal("ACCESS_DENIED", calls[1].Error!.Code);
    }

    private static Call<ChatId> Open(string code) => SessionMethods.OpenChat(new UserCode(code));
}
