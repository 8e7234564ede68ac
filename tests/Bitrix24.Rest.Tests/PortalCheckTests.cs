using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

public sealed class PortalCheckTests
{
    private static readonly RestMethod<string> Needed = new(
        "imtest.revision.get", SafetyClass.Read, TimeSpan.FromSeconds(0.1), Json.TextOf);

    [Fact]
    public void One_request_tells_who_calls_and_what_is_granted()
    {
        var (check, desk) = Run(
            """
            {"result":{"result":{"c0":["crm","imopenlines"],"c1":{"ID":"1","ADMIN":true,"NAME":"Anna","LAST_NAME":"Admin"},
            "c2":{"rest":2}},"result_error":[]}}
            """);

        Assert.Null(check.Error);
        Assert.Equal(["crm", "imopenlines"], check.Scopes);
        Assert.Equal(new PortalUser("1", "Anna Admin", IsAdministrator: true), check.User);
        Assert.Single(desk.Network.Requests);
    }

    [Theory]
    [InlineData("""{"ID":5}""", "5", "")]
    [InlineData("""{"ID":"5","NAME":null,"LAST_NAME":"Last","ADMIN":"true"}""", "5", "Last")]
    public void A_user_may_lack_anything_but_an_id(string profile, string id, string name) =>
        Assert.Equal(
            new PortalUser(id, name, IsAdministrator: false),
            Run($$$"""{"result":{"result":{"c0":[],"c1":{{{profile}}},"c2":{} } } }""").Check.User);

    [Theory]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""{"ID":null}""")]
    public void A_user_who_cannot_be_read_is_no_reason_to_refuse(string profile)
    {
        var (check, _) = Run($$$"""{"result":{"result":{"c0":["imopenlines"],"c1":{{{profile}}},"c2":{} } } }""");

        Assert.Null(check.Error);
        Assert.Null(check.User);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("[\"\"]", "")]
    [InlineData("[\" \",null]", "")]
    [InlineData("null", "")]
    [InlineData("true", "")]
    [InlineData("{}", "")]
    [InlineData("{\"0\":\"crm\",\"2\":\"imtest\"}", "crm imtest")]
    [InlineData("\"crm,imtest\"", "crm imtest")]
    [InlineData("[\"crm\"]", "crm")]
    public void Whatever_the_list_of_scopes_says_the_method_itself_is_the_judge(string scopes, string known)
    {
        var (granted, _) = Run($$$"""{"result":{"result":{"c0":{{{scopes}}},"c1":{"ID":1},"c2":{"rest":2} } } }""");
        Assert.Null(granted.Error);
        Assert.Null(granted.Refusal);
        Assert.Equal(known, string.Join(' ', granted.Scopes));

        foreach (var code in new[] { "insufficient_scope", "ERROR_METHOD_NOT_FOUND" })
        {
            var (refused, desk) = Run(request => request.Method == "batch"
                ? $$$"""{"result":{"result":{"c0":{{{scopes}}},"c1":{"ID":1}},"result_error":{"c2":{{{Answers.Error(code)}}} } } }"""
                : Answers.Error(code));
            Assert.Null(refused.Error);
            Assert.Equal(code, refused.Refusal!.Code);
            Assert.Equal(["batch", "imtest.revision.get"], desk.Network.Requests.ConvertAll(request => request.Method));
        }
    }

    [Fact]
    public void A_portal_that_refuses_the_method_in_a_batch_only_is_connected_to()
    {
        var (check, _) = Run(request => request.Method == "batch"
            ? $$$"""
                {"result":{"result":{"c0":["imtest"],"c1":{"ID":1}},
                "result_error":{"c2":{{{Answers.Error("insufficient_scope")}}} } } }
                """
            : """{"result":{"rest":2}}""");

        Assert.Null(check.Error);
        Assert.Null(check.Refusal);
    }

    [Theory]
    [InlineData("[\"imtest\"]", true)]
    [InlineData("[]", true)]
    [InlineData("[\"crm\"]", false)]
    public void Where_the_method_fails_otherwise_the_list_says_what_it_can(string scopes, bool isGranted)
    {
        var (check, _) = Run(
            $$$"""
            {"result":{"result":{"c0":{{{scopes}}},"c1":{"ID":1}},
            "result_error":{"c2":{{{Answers.Error("INTERNAL_SERVER_ERROR")}}} } } }
            """);

        Assert.Null(check.Error);
        Assert.Equal(isGranted, check.Refusal is null);
    }

    [Fact]
    public void A_portal_that_tells_no_scopes_at_all_is_connected_to_where_the_method_answers()
    {
        var (check, _) = Run(
            $$$"""{"result":{"result":{"c1":{"ID":1},"c2":{"rest":2}},"result_error":{"c0":{{{Answers.Error("ACCESS_DENIED")}}} } } }""");

        Assert.Null(check.Error);
        Assert.Empty(check.Scopes);
    }

    [Fact]
    public void What_is_no_text_among_the_scopes_is_passed_over() =>
        Assert.Equal(["a", "5"], Run("""{"result":{"result":{"c0":["a",null,[],5],"c1":{"ID":1},"c2":{}}}}""").Check.Scopes);

    [Fact]
    public void Credentials_that_do_not_work_are_told_of()
    {
        var (check, _) = Run(Answers.Error("INVALID_CREDENTIALS"), HttpStatusCode.Unauthorized);

        Assert.Equal("INVALID_CREDENTIALS", check.Error!.Code);
        Assert.Empty(check.Scopes);
        Assert.Null(check.User);
    }

    [Fact]
    public async Task A_check_that_is_stopped_ends_at_once()
    {
        using var desk = new Desk();
        using var cancellation = new CancellationTokenSource();
        var check = Task.Run(() => PortalCheck.Run(desk.Client, Needed, static () => { }, cancellation.Token), CancellationToken.None);
        await cancellation.CancelAsync();

        Assert.NotNull((await check).Error);
    }

    private static (PortalCheck Check, Desk Desk) Run(string body, HttpStatusCode status = HttpStatusCode.OK) => Run(_ => body, status);

    private static (PortalCheck Check, Desk Desk) Run(Func<ScriptedRequest, string> answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var desk = new Desk(
            new ScriptedHandler(request => ScriptedHandler.Json(answer(request), status)), new RetryPolicy { MaximumRetryCount = 0 });
        return (PortalCheck.Run(desk.Client, Needed, static () => { }, CancellationToken.None), desk);
    }
}
