using System.Linq;
using System.Net;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>The pages of the methods that change the session of a chat, line by line: they read alike.</summary>
public sealed class SessionChangePageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Time =
        "\"time\":{\"start\":1773660718,\"finish\":1773660718.828849,\"duration\":0.8288490772247314,\"processing\":0,"
        + "\"date_start\":\"2026-03-16T14:31:58+01:00\",\"date_finish\":\"2026-03-16T14:31:58+01:00\","
        + "\"operating_reset_at\":1773661318,\"operating\":0}";

    public static TheoryData<string> Methods => [.. EveryMethodTests.OnChats.Select(static method => method.Name).Distinct()];

    /// <summary>Those that tell which rung of the portal's gate refused.</summary>
    public static TheoryData<string> MethodsBehindTheGate => [SessionMethods.Join.Name, SessionMethods.Start.Name];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_request_is_the_one_of_the_page(string method)
    {
        Assert.True(portal.RunOne(Make(method, 2043), new() { Body = "{\"result\":true}" }).Result);

        var request = portal.Server.Requests[^1];
        Assert.Equal("POST", request.Verb);
        Assert.Equal($"/rest/1/sandboxwebhook1/{method}.json", request.Path);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        var more = string.Concat(Known(method).Fixed.Select(static one => $",\"{one.Name}\":\"{one.Value}\""));
        Assert.Equal($"{{\"CHAT_ID\":2043{more}}}", request.Body);
    }

    [Theory]
    [MemberData(nameof(MethodsBehindTheGate))]
    public void With_an_access_token_the_request_is_the_one_of_the_page_too(string method)
    {
        using var client = portal.ConnectWithToken(DefaultData.AdminToken);
        Assert.True(PortalFixture.Run(client, Make(method, 2043))[0].Result);

        var request = portal.Server.Requests[^1];
        Assert.Equal($"/rest/{method}.json", request.Path);
        Assert.Equal("""{"CHAT_ID":2043,"auth":"sandboxtoken1"}""", request.Body);
    }

    [Fact]
    public void In_a_batch_the_method_has_no_format_and_the_parameter_its_name()
    {
        using var client = portal.Connect();
        var calls = PortalFixture.Run(client, Make(SessionMethods.Join, 2043), Make(SessionMethods.Start, 2024));
        Assert.All(calls, call => Assert.True(call.Result));

        var request = portal.Server.Requests[^1];
        Assert.Equal("/rest/1/sandboxwebhook1/batch.json", request.Path);
        Assert.Equal(
            """{"halt":0,"cmd":{"c0":"imopenlines.session.join?CHAT_ID=2043","c1":"imopenlines.session.start?CHAT_ID=2024"}}""",
            request.Body);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void True_is_success_with_and_without_the_time(string method)
    {
        Assert.True(portal.RunOne(Make(method, 494), new() { Body = "{\"result\":true," + Time + "}" }).Result);
        Assert.True(portal.RunOne(Make(method, 494), new() { Body = "{\"result\":true}" }).Result);
    }

    [Theory]
    [InlineData("{\"result\":false}")]
    [InlineData("{\"result\":null}")]
    [InlineData("{\"result\":1}")]
    [InlineData("{\"result\":\"true\"}")]
    [InlineData("{\"result\":[]}")]
    [InlineData("{\"result\":{\"result\":true}}")]
    public void Anything_but_true_is_no_success(string body) =>
        Assert.All(
            EveryMethodTests.OnChats,
            method => Assert.Equal(
                method.Safety == SafetyClass.OneShot ? "OutcomeUnknown" : "InvalidResponse",
                portal.RunOne(Make(method, 1), new() { Body = body }).Error!.Id));

    [Theory]
    [InlineData("CHAT_ID", "The specified chat identifier is invalid")]
    [InlineData("CHAT_TYPE", "Указанный чат не является открытой линией")]
    [InlineData("ACCESS_DENIED", "You cannot open this conversation because you do not have sufficient permissions")]
    [InlineData("USER_ID", "The specified user identifier is invalid")]
    public void Every_error_of_the_pages_is_read_with_its_status(string code, string description)
    {
        foreach (var method in EveryMethodTests.OnChats)
        {
            var error = portal.RunOne(Make(method, 1), CannedAnswer.Error(400, code, description)).Error!;

            Assert.Equal(code, error.Code);
            Assert.Equal(code, error.Id);
            Assert.Equal(description, error.Description);
            Assert.Equal(HttpStatusCode.BadRequest, error.HttpStatus);
            Assert.Equal(method.Name, error.Method);
        }
    }

    [Theory]
    [InlineData(500, "INTERNAL_SERVER_ERROR")]
    [InlineData(500, "ERROR_UNEXPECTED_ANSWER")]
    [InlineData(405, "ERROR_BATCH_METHOD_NOT_ALLOWED")]
    [InlineData(400, "ERROR_BATCH_LENGTH_EXCEEDED")]
    [InlineData(401, "NO_AUTH_FOUND")]
    [InlineData(400, "INVALID_REQUEST")]
    [InlineData(401, "INVALID_REQUEST")]
    [InlineData(503, "OVERLOAD_LIMIT")]
    [InlineData(401, "OVERLOAD_LIMIT")]
    [InlineData(403, "ACCESS_DENIED")]
    [InlineData(401, "ACCESS_DENIED")]
    [InlineData(403, "INVALID_CREDENTIALS")]
    [InlineData(401, "INVALID_CREDENTIALS")]
    [InlineData(404, "ERROR_MANIFEST_IS_NOT_AVAILABLE")]
    [InlineData(404, "ERROR_METHOD_NOT_FOUND")]
    [InlineData(403, "insufficient_scope")]
    [InlineData(401, "insufficient_scope")]
    [InlineData(401, "expired_token")]
    [InlineData(403, "user_access_error")]
    [InlineData(500, "PORTAL_DELETED")]
    [InlineData(403, "PORTAL_DELETED")]
    public void Every_system_error_of_the_pages_is_read_on_the_statuses_it_comes_with(int status, string code)
    {
        var calls = EveryMethodTests.OnChats.Select(method => (Call)Make(method, 1)).Append(SessionMethods.OpenChat(new UserCode("x")));
        foreach (var call in calls)
        {
            var error = portal.RunOne(call, CannedAnswer.Error(status, code, "Words")).Error!;

            if (error.Id == "OutcomeUnknown")
            {
                Assert.Equal(SafetyClass.OneShot, call.Method.Safety);
                Assert.Equal(FailureKind.Ambiguous, ErrorTable.Find(code, (HttpStatusCode)status).Kind);
                continue;
            }

            Assert.Equal((code, code, (HttpStatusCode?)status, "Words"), (error.Code, error.Id, error.HttpStatus, error.Description));
            Assert.NotSame(ErrorTable.Unknown, error.Row);
        }
    }

    [Theory]
    [MemberData(nameof(MethodsBehindTheGate))]
    public void The_portal_refuses_in_its_own_ways(string method)
    {
        Assert.Equal("CHAT_ID", portal.RunOne(Make(method, 999_999)).Error!.Code);
        Assert.Equal("CHAT_TYPE", portal.RunOne(Make(method, 3001)).Error!.Code);
        Assert.Equal("ACCESS_DENIED", portal.RunOne(Make(method, 1763), webhook: DefaultData.WithoutRightsWebhook).Error!.Code);
    }

    [Fact]
    public void In_a_batch_each_call_has_its_own_outcome()
    {
        using var client = portal.Connect();
        var calls = PortalFixture.Run(
            client,
            Make(SessionMethods.Join, 1763),
            Make(SessionMethods.Start, 3001),
            Make(SessionMethods.Start, 999_999),
            Make(SessionMethods.Start, 2043));

        Assert.Equal([null, "CHAT_TYPE", "CHAT_ID", null], calls.Select(call => call.Error?.Code));
        Assert.All(calls, call => Assert.Null(call.Error?.HttpStatus));
    }

    [Fact]
    public void A_halting_run_stops_on_the_portal_itself()
    {
        using var client = portal.Connect();
        var haltGroup = new HaltGroup();
        var before = portal.Server.Portal.Journal.Executions("imopenlines.session.start", 2024);
        var chats = new[] { 1763, 3001, 2024 };
        var calls = PortalFixture.Run(client, [.. chats.Select(chat => Make(SessionMethods.Start, chat, haltGroup))]);

        Assert.Equal([null, "CHAT_TYPE", "NotRun"], calls.Select(call => call.Error?.Id));
        Assert.Equal(before, portal.Server.Portal.Journal.Executions("imopenlines.session.start", 2024));
    }

    private static SessionMethod Known(string method) => EveryMethodTests.OnChats.First(known => known.Name == method);

    private static Call<bool> Make(string method, long chat) => Make(Known(method), chat);

    private static Call<bool> Make(SessionMethod method, long chat, HaltGroup? haltGroup = null) =>
        (Call<bool>)method.OnChat(new ChatId(chat), haltGroup, isVerified: false, isForced: true);
}
