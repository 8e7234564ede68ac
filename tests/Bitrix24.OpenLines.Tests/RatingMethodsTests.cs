using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class RatingMethodsTests
{
    [Fact]
    public void A_rating_with_a_comment_is_one_call()
    {
        var haltGroup = new HaltGroup();
        var call = RatingMethods.Rate(343, 5, "Well done", haltGroup, isVerified: false);

        Assert.Equal("imopenlines.session.head.vote", call.Method.Name);
        Assert.Equal(
            [Session, new CallParameter("RATING", "5", ParameterKind.Number), new CallParameter("COMMENT", "Well done")],
            call.Parameters);
        Assert.Equal((haltGroup, null), (call.HaltGroup, call.FollowUp));
    }

    [Fact]
    public void A_comment_alone_leaves_the_rating_out_since_a_blank_one_would_be_stored() =>
        Assert.Equal(
            [Session, new CallParameter("COMMENT", "Well done")],
            RatingMethods.Rate(343, null, "Well done", haltGroup: null, isVerified: false).Parameters);

    [Theory]
    [InlineData("\"What was said before\"", "What was said before")]
    [InlineData("null", "")]
    [InlineData("\"\"", "")]
    [InlineData("17", "17")]
    public void A_rating_alone_is_sent_with_the_comment_that_is_stored(string stored, string sent)
    {
        var look = RatingMethods.Rate(343, 4, null, haltGroup: null, isVerified: false);
        var vote = look.FollowUp!;
        Assert.Equal(("imopenlines.session.history.get", true), (look.Method.Name, look.IsGuard));
        Assert.Equal([Session], look.Parameters);

        Assert.Null(look.Accept(Json($$"""{"sessionVoteHead":2,"sessionCommentHead":{{stored}},"message":[]}""")));
        Assert.Same(vote, look.FollowUp);
        Assert.Equal(
            [Session, new CallParameter("RATING", "4", ParameterKind.Number), new CallParameter("COMMENT", sent)], vote.Parameters);
    }

    [Theory]
    [InlineData("""{"sessionVoteHead":2}""")]
    [InlineData("""{"sessionVoteHead":2,"sessionCommentHead":[]}""")]
    [InlineData("""{"sessionVoteHead":2,"sessionCommentHead":"\ud800"}""")]
    [InlineData("[]")]
    public void A_comment_that_cannot_be_read_is_not_taken_for_none(string history) =>
        Assert.Equal(
            OwnErrorId.InvalidResponse,
            RatingMethods.Rate(343, 4, null, haltGroup: null, isVerified: false).Accept(Json(history))?.Id);

    [Theory]
    [InlineData(5, "Well\ndone", 5, "Well\\r\\ndone ", true)]
    [InlineData(5, "Well done", 4, "Well done", false)]
    [InlineData(5, "Well done", 5, "", false)]
    [InlineData(null, "Well done", 3, "Well done", true)]
    public void What_is_read_back_is_compared_with_what_was_sent(int? rating, string comment, int found, string words, bool isSame)
    {
        var check = RatingMethods.Rate(343, rating, comment, haltGroup: null, isVerified: true).FollowUp!;
        var error = check.Accept(Json($$"""{"sessionVoteHead":{{found}},"sessionCommentHead":"{{words}}"}"""));

        Assert.Equal(isSame ? null : OwnErrorId.NotVerified, error?.Id);
    }

    private static CallParameter Session => new("SESSION_ID", "343", ParameterKind.Number);

    private static JsonValue Json(string json) => new(Encoding.UTF8.GetBytes(json));
}
