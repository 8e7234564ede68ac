using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>
/// A server before the portal that refuses everything: a portal switched off for this address, a firewall, a block by country.
/// </summary>
public sealed class FrontRefusalTests
{
    private const string Page = "<html><body>This portal is switched off</body></html>";

    [Theory]
    [InlineData(404, Page)]
    [InlineData(403, "<html>Your country is blocked</html>")]
    [InlineData(403, "{\"message\":\"Forbidden\"}")]
    [InlineData(401, "")]
    [InlineData(451, "Unavailable")]
    public void Two_refusals_in_a_row_end_a_long_run_and_say_who_refused(int status, string body)
    {
        using var desk = new Desk(new ScriptedHandler(_ => ScriptedHandler.Json(body, (HttpStatusCode)status)));
        desk.Send(Enumerable.Range(1, 1_000).Select(chat => Calls.Once(chat)));
        desk.Settle(Answers.Echo);

        var calls = desk.Take();
        Assert.Equal(1_000, calls.Count);
        Assert.All(calls, call => Assert.Equal("InvalidResponse", call.Error!.Id));
        Assert.InRange(desk.Network.Requests.Count, 2, 20);
        var end = desk.Client.Dispatcher.End!;
        Assert.StartsWith($"HTTP {status} with ", end.Description, System.StringComparison.Ordinal);
        Assert.EndsWith(
            " from example.bitrix24.com. Two requests in a row were refused so: nothing more is sent.",
            end.Description,
            System.StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode)status, end.HttpStatus);
        Assert.Contains("Nothing was executed", end.Row.Advice, System.StringComparison.Ordinal);
        Assert.Equal(1_000, desk.Counters.Failed + desk.Counters.NotSent);
    }

    [Fact]
    public void The_second_ends_it_and_not_a_later_one()
    {
        using var desk = new Desk(new ScriptedHandler(_ => ScriptedHandler.Json(Page, HttpStatusCode.NotFound)));
        desk.Send(Calls.Read("a"));
        desk.Settle(Answers.Echo);

        Assert.Equal("InvalidResponse", desk.Outcomes());
        Assert.Equal(2, desk.Network.Requests.Count);
        Assert.NotNull(desk.Client.Dispatcher.End);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(421)]
    public void A_single_one_costs_a_second_and_no_call(int status)
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(1, 10).Select(chat => Calls.Once(chat)));
        desk.UnderWay[0].Answer(Page, (HttpStatusCode)status);
        desk.Settle(Answers.Echo);

        Assert.Equal(string.Join(' ', Enumerable.Range(1, 10)), desk.Outcomes());
        Assert.Null(desk.Client.Dispatcher.End);
        Assert.Equal(2, desk.Network.Requests.Count);
    }

    [Fact]
    public void An_answer_of_the_portal_between_them_means_that_it_is_there()
    {
        using var desk = new Desk();
        for (var round = 0; round < 3; round++)
        {
            desk.Send(Calls.Read("a" + round));
            desk.UnderWay[0].Answer(Page, HttpStatusCode.NotFound);
            desk.Settle(Answers.Echo);
        }

        Assert.Equal("a0 a1 a2", desk.Outcomes());
    }

    [Theory]
    [InlineData(413)]
    [InlineData(414)]
    [InlineData(431)]
    public void What_is_wrong_with_one_request_ends_that_one_only(int status)
    {
        using var desk = new Desk(new ScriptedHandler(_ => ScriptedHandler.Json(Page, (HttpStatusCode)status)));
        desk.Send(Calls.Read("a"));
        desk.Send(Calls.Read("b"));
        desk.Send(Calls.Read("c"));

        Assert.Equal("InvalidResponse InvalidResponse InvalidResponse", desk.Outcomes());
        Assert.Null(desk.Client.Dispatcher.End);
    }

    [Theory]
    [InlineData(413, "larger than")]
    [InlineData(414, "larger than")]
    [InlineData(431, "larger than")]
    [InlineData(403, "switched off")]
    [InlineData(404, "switched off")]
    public void The_advice_says_what_was_wrong(int status, string words)
    {
        using var desk = new Desk(
            new ScriptedHandler(_ => ScriptedHandler.Json(Page, (HttpStatusCode)status)), new() { MaximumRetryCount = 0 });
        var call = Calls.Read("a");
        desk.Send(call);
        desk.Outcomes();

        Assert.Contains(words, call.OutcomeError!.Row.Advice, StringComparison.Ordinal);
        Assert.Contains("Nothing was executed", call.OutcomeError.Row.Advice, StringComparison.Ordinal);
    }
}
