using System;
using System.Collections.Generic;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The supervisor's rating of a session and his words to it.</summary>
internal static class RatingMethods
{
    public const int Best = 5;

    /// <summary>The portal cuts a longer one off.</summary>
    public const int LongestComment = 10_000;

    /// <summary>
    /// See <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-head-vote.html">
    /// imopenlines.session.head.vote</see>.
    /// </summary>
    public static readonly RestMethod<bool> Vote =
        OpenLinesMethod.Create("imopenlines.session.head.vote", TimeSpan.FromSeconds(0.85), SessionMethod.ReadTrue);

    /// <summary>What was said so far: nothing but the history tells.</summary>
    public static readonly RestMethod<RatingRecord> Get =
        OpenLinesMethod.Create("imopenlines.session.history.get", TimeSpan.FromSeconds(0.14), RatingRecord.Read);

    /// <summary>
    /// The call that rates a session. A rating by itself would erase the words: they are read first then, and sent with it.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="rating">The rating; null where only the words change.</param>
    /// <param name="comment">The words; null where only the rating changes.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    /// <param name="isVerified">Whether the rating is read back.</param>
    public static Call Rate(long session, int? rating, string? comment, HaltGroup? haltGroup, bool isVerified)
    {
        List<CallParameter> parameters = [SessionOf(session)];
        if (rating is { } stars)
        {
            parameters.Add(CallParameter.Of("RATING", stars));
        }

        parameters.Add(CommentOf(comment ?? ""));
        var vote = new Call<bool>(Vote, [.. parameters])
        {
            HaltGroup = haltGroup,
            FollowUp = isVerified ? Check(session, rating, () => comment!) : null,
        };
        return comment is not null ? vote : new Call<RatingRecord>(Get, [SessionOf(session)])
        {
            IsGuard = true,
            FollowUp = vote,
            FindFault = stored =>
            {
                // The call itself must stay the same: a pipeline that ends meanwhile takes back the one that it knows.
                comment = stored.Comment;
                vote.Parameters[vote.Parameters.Length - 1] = CommentOf(comment);
                return null;
            },
        };
    }

    private static Call<RatingRecord> Check(long session, int? rating, Func<string> comment) => new(Get, [SessionOf(session)])
    {
        FindFault = found =>
            rating is { } stars && found.Rating != stars ? NotVerified(LineText.Of("Verify_Rating", found.Rating))
            : Plain(found.Comment) != Plain(comment()) ? NotVerified(LineText.Of("Verify_Comment"))
            : null,
    };

    private static Bitrix24Exception NotVerified(LocalizableText what) =>
        Failure.Own(OwnErrorId.NotVerified, LineText.Of("Verify_True", what), Vote.Name);

    // The portal may trim what it stores, and write its line breaks its own way.
    private static string Plain(string text) => text.Replace("\r\n", "\n").Trim();

    private static CallParameter CommentOf(string comment) => new("COMMENT", comment);

    private static CallParameter SessionOf(long session) => CallParameter.Of("SESSION_ID", session);
}
