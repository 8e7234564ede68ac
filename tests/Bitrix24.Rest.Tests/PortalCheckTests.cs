using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

public sealed class PortalCheckTests
{
    [Fact]
    public void One_request_tells_who_calls_and_what_is_granted()
    {
        var (check, desk) = Run("""{"result":{"result":{"c0":["crm","imopenlines"],"c1":{"ID":"1","ADMIN":true,"NAME":"Anna","LAST_NAME":"Admin"}},"result_error":[]}}""");

        Assert.Null(check.Error);
        Assert.Equal(["crm", "imopenlines"], check.Scopes);
        Assert.Equal(new PortalUser("1", "Anna Admin", IsAdministrator: true), check.User);
        Assert.Single(desk.Network.Requests);
    }

    [Theory]
    [InlineData("""{"ID":5}""", "5", "")]
    [InlineData("""{"ID":"5","NAME":null,"LAST_NAME":"Last","ADMIN":"true"}""", "5", "Last")]
    public void A_user_may_lack_anything_but_an_id(string profile, string id, string name) =>
        Assert.Equal(new PortalUser(id, name, IsAdministrator: false), Run($$$"""{"result":{"result":{"c0":[],"c1":{{{profile}}}} } }""").Check.User);

    [Theory]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""{"ID":null}""")]
    public void A_user_who_cannot_be_read_is_no_reason_to_refuse(string profile)
    {
        var (check, _) = Run($$$"""{"result":{"result":{"c0":["imopenlines"],"c1":{{{profile}}}} } }""");

        Assert.Null(check.Error);
        Assert.Null(check.User);
    }

    [Fact]
    public void Scopes_that_are_no_list_are_no_answer() =>
        Assert.Equal("InvalidResponse", Run("""{"result":{"result":{"c0":{"a":1},"c1":{"ID":1}}}}""").Check.Error!.Id);

    [Fact]
    public void What_is_no_text_among_the_scopes_is_passed_over() =>
        Assert.Equal(["a", "5"], Run("""{"result":{"result":{"c0":["a",null,[],5],"c1":{"ID":1}}}}""").Check.Scopes);

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
        var check = Task.Run(() => PortalCheck.Run(desk.Client, static () => { }, cancellation.Token), CancellationToken.None);
        await cancellation.CancelAsync();

        Assert.NotNull((await check).Error);
    }

    private static (PortalCheck Check, Desk Desk) Run(string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var desk = new Desk(new ScriptedHandler(_ => ScriptedHandler.Json(body, status)), new RetryPolicy { MaximumRetryCount = 0 });
        return (PortalCheck.Run(desk.Client, static () => { }, CancellationToken.None), desk);
    }
}
