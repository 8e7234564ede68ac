using System;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>What a supervisor said of a session.</summary>
/// <param name="Rating">From 1 to 5; 0 for none.</param>
/// <param name="Comment">His words; empty for none.</param>
internal sealed record RatingRecord(long Rating, string Comment)
{
    /// <summary>Reads it from the history of the session, without the messages.</summary>
    public static RatingRecord Read(JsonValue history)
    {
        var comment = history.Field("sessionCommentHead"u8);

        // Words that cannot be read must not be taken for none: what is written next would erase them.
        var words = comment.Kind == JsonValueKind.Null ? "" : comment.Begin(int.MaxValue) ?? throw new FormatException();
        return new(history.Field("sessionVoteHead"u8).Number() ?? 0, words);
    }
}
