using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using static Bitrix24.Rest.Tests.RawExchange;

namespace Bitrix24.Rest.Tests;

/// <summary>Where a portal sends its callers elsewhere: only a portal's new name is believed, and only once.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData(301, "https://new.bitrix24.com/rest/1/x/batch.json", "127.0.0.1 sends its callers to new.bitrix24.com.")]
    [InlineData(302, "https://new.bitrix24.com/", "127.0.0.1 sends its callers to new.bitrix24.com.")]
    [InlineData(303, "http://new.bitrix24.com/", "127.0.0.1 sends its callers to new.bitrix24.com.")]
    [InlineData(307, "//sso.example.com/login", "127.0.0.1 sends its callers to sso.example.com.")]
    [InlineData(302, "http://127.0.0.1:1/rest/1/x/batch.json", "127.0.0.1 sends its callers to 127.0.0.1:1.")]
    [InlineData(307, "https://127.0.0.1:2/", "127.0.0.1 sends its callers to 127.0.0.1:2.")]
    [InlineData(308, "http://localhost:3/", "127.0.0.1 sends its callers to localhost:3.")]
    [InlineData(300, "https://new.bitrix24.com/", "127.0.0.1 sends its callers to new.bitrix24.com.")]
    [InlineData(302, "https://127.0.0.1/", "127.0.0.1 sends its callers to 127.0.0.1.")]
    [InlineData(302, "urn:elsewhere", "127.0.0.1 sends its callers to another address.")]
    [InlineData(302, "http:///", "127.0.0.1 sends its callers to another address.")]
    [InlineData(302, "https://xk7ab9qwerty01zz.example.com/", "127.0.0.1 sends its callers to ***.example.com.")]
    public async Task A_redirect_to_who_knows_where_is_told_of_and_not_followed(int status, string location, string expected)
    {
        using var server = RawServer.Answer($"HTTP/1.1 {status} Moved\nLocation: {location}\nContent-Length: 0\n\n");
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "PortalMoved", FailureKind.Connection, expected);
        Assert.Equal((HttpStatusCode)status, answer.Error!.HttpStatus);
    }

    [Fact]
    public async Task An_answer_that_names_an_address_and_is_no_redirect_sends_nobody_there()
    {
        using var server = RawServer.Answer("HTTP/1.1 400 No\nLocation: https://new.bitrix24.com/\nContent-Length: 0\n\n");
        using var answer = await SendAsync(server.Address);

        Assert.Equal("InvalidResponse", answer.Error!.Id);
    }

    [Theory]
    [InlineData("Location: /auth/?backurl=%2Frest%2F1%2Fxk7ab9qwerty01zz%2F\n")]
    [InlineData("Location: auth/index.php\n")]
    [InlineData("Location: ?login=yes\n")]
    [InlineData("Location: not an address \u0001\n")]
    [InlineData("Location: \n")]
    [InlineData("")]
    public async Task A_redirect_within_the_portal_is_no_new_address_but_a_sign_in(string location)
    {
        using var server = RawServer.Answer($"HTTP/1.1 302 Found\n{location}Content-Length: 0\n\n");
        using var answer = await SendAsync(server.Address);

        AssertFailed(
            answer,
            "SignInRequired",
            FailureKind.Connection,
            "127.0.0.1 sends its callers to another page of its own, such as one to sign in at.");
        Assert.Contains("/rest/", answer.Error!.Row.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("new address", answer.Error.Row.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.bitrix24.com/auth/?login=yes")]
    [InlineData("http://EXAMPLE.bitrix24.com/")]
    public void An_address_of_the_portals_own_host_is_a_sign_in_too(string location)
    {
        using var desk = new Desk(new ScriptedHandler(_ => Redirect(302, location)));
        desk.Send(Calls.Read("a"));
        desk.Send(Calls.Read("b"));

        Assert.Equal("SignInRequired SignInRequired", desk.Outcomes());
        Assert.Contains("example.bitrix24.com sends", desk.Client.Dispatcher.End!.Description, StringComparison.Ordinal);
        Assert.Single(desk.Network.Requests);
    }

    [Fact]
    public void A_sign_in_behind_a_new_name_names_that_one()
    {
        using var desk = new Desk(new ScriptedHandler(request => Redirect(
            302, request.Address.Host == "example.bitrix24.com" ? "https://renamed.bitrix24.com/" : "https://renamed.bitrix24.com/auth/")));
        desk.Send(Calls.Read("a"));

        Assert.Equal("SignInRequired", desk.Outcomes());
        Assert.StartsWith("renamed.bitrix24.com sends", desk.Client.Dispatcher.End!.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_renamed_portal_is_followed_once_with_method_and_body(int status)
    {
        using var desk = new Desk(new ScriptedHandler(request => request.Address.Host == "example.bitrix24.com"
            ? Redirect(status, "https://renamed.bitrix24.com/")
            : ScriptedHandler.Json(Answers.Echo(request))));
        desk.Send(Calls.Change(1763));
        desk.Send(Calls.Change(1764));

        Assert.Equal("1763 1764", desk.Outcomes());
        Assert.Equal(
            ["example.bitrix24.com", "renamed.bitrix24.com", "renamed.bitrix24.com"],
            desk.Network.Requests.ConvertAll(request => request.Address.Host));
        Assert.Equal(desk.Network.Requests[0].Body.GetRawText(), desk.Network.Requests[1].Body.GetRawText());
        Assert.Equal(desk.Network.Requests[0].Address.AbsolutePath, desk.Network.Requests[1].Address.AbsolutePath);
        Assert.Equal("https://renamed.bitrix24.com/", desk.Client.Credentials.Portal.AbsoluteUri);
        Assert.Equal(3, desk.Counters.Requests);
        Assert.True(desk.Client.Notices.TryTake(out var notice));
        Assert.True(notice!.IsWarning);
        Assert.False(desk.Client.Notices.TryTake(out _));
    }

    [Theory]
    [InlineData("https://renamed.bitrix24.com/")]
    [InlineData("https://elsewhere.bitrix24.com/")]
    public void Requests_that_were_under_way_when_the_portal_was_renamed_tell_of_it_once(string later)
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.Send(Calls.Read("b"));
        desk.UnderWay[0].Answer(Redirect(302, "https://renamed.bitrix24.com/"));
        desk.UnderWay[0].Answer(Redirect(302, later));
        desk.Settle(Answers.Echo);

        Assert.Equal("a b", desk.Outcomes());
        Assert.Equal("https://renamed.bitrix24.com/", desk.Client.Credentials.Portal.AbsoluteUri);
        Assert.Contains("renamed.bitrix24.com", Assert.Single(Outages.Told(desk)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_where_no_portal_answers_is_not_the_new_one()
    {
        using var desk = new Desk(new ScriptedHandler(request => request.Address.Host == "example.bitrix24.com"
            ? Redirect(302, "https://renamed.bitrix24.com/")
            : ScriptedHandler.Json("<html></html>")), new() { MaximumRetryCount = 0 });
        desk.Send(Calls.Read("a"));

        Assert.Equal("InvalidResponse", desk.Outcomes());
        Assert.Equal("https://example.bitrix24.com/", desk.Client.Credentials.Portal.AbsoluteUri);
        Assert.False(desk.Client.Notices.TryTake(out _));
        Assert.Equal(2, desk.Counters.Requests);
    }

    [Fact]
    public void Portals_that_send_callers_to_each_other_are_not_followed_round()
    {
        using var desk = new Desk(new ScriptedHandler(request =>
            Redirect(
                302, request.Address.Host == "example.bitrix24.com" ? "https://renamed.bitrix24.com/" : "https://example.bitrix24.com/")));
        desk.Send(Calls.Read("a"));

        Assert.Equal("PortalMoved", desk.Outcomes());
        Assert.Equal(2, desk.Network.Requests.Count);
    }

    [Theory]
    [InlineData("https://xk7ab9qwerty01zz.bitrix24.com/")]
    [InlineData("https://XK7AB9QWERTY01ZZ.bitrix24.com/")]
    [InlineData("https://xk7ab\u00FC9qwer\u00FCty01zz.bitrix24.com/")]
    public void A_new_name_that_repeats_the_secret_is_not_taken(string location)
    {
        using var desk = new Desk(new ScriptedHandler(_ => Redirect(302, location)));
        desk.Send(Calls.Read("a"));

        Assert.Equal("PortalMoved", desk.Outcomes());
        Assert.Single(desk.Network.Requests);
        Assert.Equal("https://example.bitrix24.com/", desk.Client.Credentials.Portal.AbsoluteUri);
    }

    private static HttpResponseMessage Redirect(int status, string location)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Headers.Location = new Uri(location);
        return response;
    }
}
