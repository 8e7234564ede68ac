using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that read lines: one that is named, and pages of all.</summary>
/// <param name="name">What the names of the lines of a page must be like; null for any.</param>
internal sealed class LineReadForm(WildcardPattern? name) : OutcomeForm(OutcomeAction.Get)
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run) => call switch
    {
        Call<LineRecord?> one => [new Line(one.Result!, item.First, run)],
        Call<IReadOnlyList<LineRecord>> page =>
            [.. page.Result!.Where(line => name?.IsMatch(line.Name ?? "") != false).Select(line => new Line(line, inputObject: null, run))],

        // Only which lines there are.
        _ => [],
    };
}
