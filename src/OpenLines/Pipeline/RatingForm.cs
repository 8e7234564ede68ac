using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that rate a session.</summary>
internal sealed class RatingForm() : OutcomeForm(OutcomeAction.Rate)
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        var act = call.Act;
        var found = (act.FollowUp as Call<RatingRecord>)?.Result;
        var rating = Number(act, "RATING") ?? (found?.Rating is > 0 and var stars ? stars : null);
        return [new SessionRating(Number(act, "SESSION_ID")!.Value, rating, Text(act, "COMMENT"), item.First, run)];
    }

    private static string? Text(Call call, string name) =>
        call.Parameters.FirstOrDefault(parameter => parameter.Name == name).Value;

    private static long? Number(Call call, string name) =>
        Text(call, name) is { } digits ? long.Parse(digits, CultureInfo.InvariantCulture) : null;
}
