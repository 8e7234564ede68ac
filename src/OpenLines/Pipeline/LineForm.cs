using System.Collections.Generic;
using System.Globalization;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that make, change or delete lines.</summary>
/// <param name="action">What they do.</param>
/// <param name="givesLine">Whether the line comes out as it was read back.</param>
internal sealed class LineForm(LineAction action, bool givesLine) : OutcomeForm(LineResult.OutcomeOf(action))
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        var act = call.Act;
        if (givesLine && act.FollowUp is Call<LineRecord?> { Result: { } line })
        {
            return [new Line(line, item.First, run)];
        }

        var id = act is Call<long?> { Result: { } made } ? made : long.Parse(act.Parameters[0].Value, CultureInfo.InvariantCulture);
        return [new LineResult(id, action, item.First, run)];
    }
}
