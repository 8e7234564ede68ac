using System;

namespace Bitrix24.Rest.Tests;

/// <summary>What belongs to a sign-in in a browser, and what does not.</summary>
public sealed class AuthorizationRequestTests
{
    private static readonly Uri Portal = new("https://portal.example/");
    private readonly AuthorizationRequest _request = new(Portal, "local.5a&b");

    [Fact]
    public void The_page_is_the_portals_own_with_a_state_that_is_another_one_each_time()
    {
        Assert.StartsWith(
            "https://portal.example/oauth/authorize/?client_id=local.5a%26b&state=",
            _request.Address.AbsoluteUri,
            StringComparison.Ordinal);
        Assert.Equal(43, StateOf(_request).Length);
        Assert.NotEqual(StateOf(_request), StateOf(new(Portal, "local.5a&b")));
    }

    [Fact]
    public void The_code_comes_with_the_host_to_ask_and_the_portals_id()
    {
        var answer = _request.Read(
            $"code=c%2D1&state={StateOf(_request)}&domain=portal.example&member_id=abc&scope=im%2Ccrm&server_domain=oauth.bitrix24.tech")!;

        Assert.True(answer.Code!.Is("c-1"));
        Assert.Equal("oauth.bitrix24.tech", answer.ServerDomain);
        Assert.Equal("abc", answer.MemberId);
        Assert.Null(answer.Error);
    }

    [Fact]
    public void A_code_alone_will_do()
    {
        var answer = _request.Read($"state={StateOf(_request)}&code=c")!;

        Assert.True(answer.Code!.Is("c"));
        Assert.Equal("", answer.ServerDomain);
        Assert.Equal("", answer.MemberId);
    }

    [Fact]
    public void An_error_of_the_portal_is_an_answer_too()
    {
        var answer = _request.Read($"error=access_denied&state={StateOf(_request)}")!;

        Assert.Equal("access_denied", answer.Error);
        Assert.Null(answer.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&&=&=x&state")]
    [InlineData("code=c")]
    [InlineData("code=c&state=")]
    [InlineData("code=c&state=x")]
    [InlineData("error=x&state=x")]
    public void What_has_not_its_state_is_not_its_answer(string query) => Assert.Null(_request.Read(query));

    [Fact]
    public void A_state_counts_whole_and_to_the_letter()
    {
        var state = StateOf(_request);
        foreach (var other in new[] { state + "x", state.Substring(1), state.Substring(0, 42), state + "%00", Turned(state) })
        {
            Assert.Null(_request.Read($"code=c&state={other}"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("code=")]
    [InlineData("code=a%20b")]
    [InlineData("code=a%0Ab")]
    [InlineData("code=a+b")]
    public void What_is_no_code_is_no_answer(string code)
    {
        Assert.Null(_request.Read($"state={StateOf(_request)}&{code}"));
        Assert.Null(_request.Read($"state={StateOf(_request)}&code={new string('c', TokenPair.LongestToken + 1)}"));
    }

    [Theory]
    [InlineData("http://localhost:8724/", null)]
    [InlineData(" http://127.0.0.1:1/back/ ", null)]
    [InlineData("http://[::1]:8724/", null)]
    [InlineData("https://localhost:8724/", "no certificate")]
    [InlineData("http://portal.example/", "no address of this machine")]
    [InlineData("http://localhost.example:8724/", "no address of this machine")]
    [InlineData("http://localhost:8724/?a=b", "after the path")]
    [InlineData("http://me:secret@localhost:8724/", "user name")]
    [InlineData("ftp://localhost/", "http://")]
    [InlineData("8724", "not a web address")]
    public void The_browser_comes_back_to_this_machine_alone(string text, string? problem)
    {
        var found = ReturnAddress.Read(text, out var address)?.ToString();

        Assert.Equal(problem is null, address is not null);
        Assert.Equal(problem is null, found is null);
        Assert.Contains(problem ?? "", found ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", found ?? "", StringComparison.Ordinal);
    }

    private static string StateOf(AuthorizationRequest request) =>
        request.Address.Query.Substring(request.Address.Query.IndexOf("state=", StringComparison.Ordinal) + "state=".Length);

    private static string Turned(string state) => (state[0] == 'A' ? "B" : "A") + state.Substring(1);
}
