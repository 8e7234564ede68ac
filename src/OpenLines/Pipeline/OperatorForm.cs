using System.Collections.Generic;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Queues of lines: each operator becomes an object.</summary>
internal sealed class OperatorForm() : OutcomeForm(OutcomeAction.Get)
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        // Of a page of lines each is asked for its queue then.
        if (call is not Call<LineRecord?> { Result: { Operators: { } operators } line })
        {
            return [];
        }

        var users = QueueMethods.UsersOf(call);
        return
        [
            .. operators.Select((id, place) =>
                new Operator(line, place, users.TryGetValue(id, out var user) ? user : null, item.First, run)),
        ];
    }
}
