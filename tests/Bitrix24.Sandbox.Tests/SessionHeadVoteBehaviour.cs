using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

public sealed class SessionHeadVoteBehaviour
{
    private readonly Caller _caller = new(webhook: DefaultData.SupervisorWebhook);

    [Theory]
    [InlineData("RATING=4&COMMENT=Good", 4, "Good")]
    [InlineData("RATING=4", 4, "")]
    [InlineData("COMMENT=Better", 2, "Better")]
    [InlineData("RATING=&COMMENT=Better", 0, "Better")]
    [InlineData("RATING=6", 0, "")]
    public async Task A_rating_alone_erases_the_comment_and_a_comment_alone_keeps_the_rating(string query, int rating, string comment)
    {
        await VoteAsync("SESSION_ID=10001&RATING=2&COMMENT=First");

        Assert.Equal("true", (await VoteAsync("SESSION_ID=10001&" + query)).ResultText);

        var history = (await _caller.LinesAsync("session.history.get", "SESSION_ID=10001")).Result;
        Assert.Equal(rating, history.GetProperty("sessionVoteHead").GetInt32());
        Assert.Equal(comment, history.GetProperty("sessionCommentHead").GetString());
    }

    [Theory]
    [InlineData("RATING=5", "EMPTY_SESSION_ID")]
    [InlineData("session_id=10001&RATING=5", "EMPTY_SESSION_ID")]
    [InlineData("SESSION_ID=10001", "EMPTY_VOTE_PARAMS")]
    [InlineData("SESSION_ID=10001&RATING=0&COMMENT=%20", "EMPTY_VOTE_PARAMS")]
    [InlineData("SESSION_ID=99&RATING=5", "ACCESS_DENIED")]
    public async Task Errors(string query, string code)
    {
        var answer = await VoteAsync(query);

        Assert.Equal((400, code), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task An_operator_may_not_rate()
    {
        var caller = new Caller(_caller.Portal, DefaultData.OperatorWebhook);

        Assert.Equal("ACCESS_DENIED", (await caller.LinesAsync("session.head.vote", "SESSION_ID=10001&RATING=5")).Error);
        var history = (await caller.LinesAsync("session.history.get", "SESSION_ID=10001")).Result;
        Assert.Equal(JsonValueKind.Null, history.GetProperty("sessionCommentHead").ValueKind);
    }

    private Task<Caller.Answer> VoteAsync(string query) => _caller.LinesAsync("session.head.vote", query);
}
