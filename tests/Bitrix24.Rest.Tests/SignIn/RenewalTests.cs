using System;
using System.Linq;
using System.Threading.Tasks;
using Portal.OAuth;

namespace Bitrix24.Rest.Tests;

/// <summary>An access token that ends in the middle of a run costs one request to the token server, and no call.</summary>
public sealed class RenewalTests
{
    [Fact]
    public void Twenty_ends_of_the_token_in_ten_thousand_codes_cost_twenty_refreshes_and_nothing_else()
    {
        using var desk = new OAuthDesk();
        var done = 0;
        for (var part = 0; part < 20; part++)
        {
            desk.Portal.Switches.Expire(desk.Credentials.Pair.AccessToken.Reveal());
            desk.Read(done + 1, 500);
            done += 500;
            desk.Run();
        }

        var outcomes = desk.Take();
        Assert.Equal(10_000, outcomes.Count);
        Assert.All(outcomes, static outcome => Assert.Equal("ok", outcome));
        Assert.Equal(20, desk.Refreshes.Count);
        Assert.All(desk.Refreshes, static refresh => Assert.Null(refresh.Error));
        Assert.Equal(20, desk.Client.Dispatcher.SignIn.Count);
    }

    [Fact]
    public void Ends_while_requests_are_under_way_cost_one_refresh_each_at_the_most()
    {
        // Two requests a second, so that 50 requests take 25 seconds, and the token is good for one and a quarter of them.
        using var desk = new OAuthDesk(life: TimeSpan.FromMilliseconds(1250), limit: new(2, 2));
        desk.Issuer.ToldLife = TimeSpan.FromSeconds(1);
        desk.Read(1, 2_500);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("ok", outcome));
        Assert.InRange(desk.Refreshes.Count, 15, 1 + (desk.Time.Elapsed.Ticks / (double)desk.Issuer.Life.Ticks));
        Assert.All(desk.Refreshes, static refresh => Assert.Null(refresh.Error));
    }

    [Fact]
    public void Ten_refusals_of_one_old_token_are_one_refresh()
    {
        using var desk = new OAuthDesk();
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Read(1, 2000);
        Assert.InRange(desk.UnderWay, 3, 50);
        desk.Run();

        Assert.Single(desk.Refreshes);
        Assert.All(desk.Take(), static outcome => Assert.Equal("ok", outcome));
    }

    [Fact]
    public void Nothing_is_sent_while_the_next_token_is_asked_for()
    {
        using var desk = new OAuthDesk();
        var gate = new TaskCompletionSource();
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Issuer.Next(new TokenFault { Until = gate.Task });
        desk.Read(1, 50);
        while (desk.TokenRequests.Count == 0)
        {
            Assert.True(desk.Time.AdvanceToNextTimer());
        }

        var sent = 0;
        desk.Leaving = () => sent++;
        desk.Read(51, 500);
        desk.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, sent);
        Assert.Equal(HoldReason.SigningIn, desk.Client.Dispatcher.Hold!.Reason);

        OAuthDesk.Inline(gate.SetResult);
        desk.Run();
        Assert.All(desk.Take(), static outcome => Assert.Equal("ok", outcome));
    }

    [Fact]
    public void The_request_is_a_form_by_POST_to_a_known_host_with_no_secret_in_its_address()
    {
        using var desk = new OAuthDesk();
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Read(1, 1);
        desk.Run();

        var request = Assert.Single(desk.TokenRequests);
        Assert.Equal("https://oauth.bitrix.info/oauth/token/", request.RequestUri!.AbsoluteUri);
        Assert.Equal("POST", request.Method.Method);
    }

    [Fact]
    public void A_token_that_was_just_given_and_is_refused_ends_the_connection()
    {
        using var desk = new OAuthDesk();
        desk.Issuer.Life = TimeSpan.Zero;
        desk.Issuer.ToldLife = TimeSpan.FromHours(1);
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Read(1, 300);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("expired_token", outcome));
        Assert.Single(desk.Refreshes);
        Assert.Equal("expired_token", desk.Client.Dispatcher.End!.Id);
    }

    [Fact]
    public void Tokens_that_end_before_their_first_use_are_asked_for_three_times_and_no_more()
    {
        using var desk = new OAuthDesk(life: TimeSpan.Zero, latency: TimeSpan.FromSeconds(3));
        desk.Issuer.ToldLife = TimeSpan.FromSeconds(1);
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Read(1, 3);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("expired_token", outcome));
        Assert.Equal(3, desk.Refreshes.Count);
    }

    [Theory]
    [InlineData("invalid_grant", 400)]
    [InlineData("wrong_client", 200)]
    [InlineData("invalid_client", 401)]
    [InlineData("PAYMENT_REQUIRED", 401)]
    public void A_refusal_of_the_token_server_ends_the_connection_with_its_own_error(string code, int status)
    {
        using var desk = new OAuthDesk();
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Issuer.Next(TokenFault.Error(code, status));
        desk.Read(1, 120);
        desk.Run();

        Assert.All(desk.Take(), outcome => Assert.Equal(code, outcome));
        Assert.Equal(code, desk.Client.Dispatcher.End!.Code);
        Assert.Single(desk.TokenRequests);
    }

    [Fact]
    public void A_token_server_in_trouble_is_asked_again_after_growing_pauses_and_the_old_pair_is_kept()
    {
        using var desk = new OAuthDesk();
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Issuer.Next(
            TokenFault.Page(502), TokenFault.Page(200), new TokenFault { IsSilent = true }, new TokenFault { Status = 0 },
            new TokenFault { Status = 503, Body = "{\"error\":\"invalid_grant\"}" });
        desk.Read(1, 120);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("ok", outcome));
        Assert.Equal(6, desk.TokenRequests.Count);
        Assert.Equal(desk.First.RefreshToken.Reveal(), Assert.Single(desk.Refreshes).Given);
        var told = desk.Told;
        Assert.Contains(told, static line => line.Contains("the next one is asked for until", StringComparison.Ordinal));
        Assert.Contains(told, static line => line.StartsWith("Signed in again", StringComparison.Ordinal));
    }

    [Fact]
    public void A_token_server_that_stays_away_ends_the_connection_after_the_time_of_an_outage()
    {
        using var desk = new OAuthDesk(policy: new() { OutageTimeout = TimeSpan.FromMinutes(2) });
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Issuer.Next([.. Enumerable.Repeat(TokenFault.Page(502), 100)]);
        desk.Read(1, 120);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("TokenServerUnavailable", outcome));
        Assert.InRange(desk.Time.Elapsed, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(125));
        Assert.InRange(desk.TokenRequests.Count, 5, 15);
        Assert.Empty(desk.Refreshes);
    }

    [Fact]
    public void A_lost_answer_that_had_the_next_token_in_it_is_told_of_when_the_old_one_is_refused()
    {
        using var desk = new OAuthDesk();
        desk.Portal.Switches.Expire(desk.First.AccessToken.Reveal());
        desk.Issuer.Next(TokenFault.Page(504, afterWork: true));
        desk.Read(1, 2);
        desk.Run();

        Assert.All(desk.Take(), static outcome => Assert.Equal("invalid_grant", outcome));
        Assert.Contains("lost before", desk.Client.Dispatcher.End!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tokens_of_every_pair_are_taken_out_of_all_texts()
    {
        using var desk = new OAuthDesk();
        for (var time = 0; time < 5; time++)
        {
            var pair = desk.Credentials.Pair;
            desk.Portal.Switches.Expire(pair.AccessToken.Reveal());
            desk.Read(1, 1);
            desk.Run();
            var next = desk.Credentials.Pair;
            foreach (var secret in new[] { pair.AccessToken, pair.RefreshToken, next.AccessToken, next.RefreshToken })
            {
                Assert.Equal("x *** y", desk.Client.Redaction.Clean($"x {secret.Reveal()} y", 100));
            }
        }

        Assert.Equal("x *** y", desk.Client.Redaction.Clean($"x {desk.Issuer.ClientSecret} y", 100));
    }
}
