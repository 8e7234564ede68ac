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
        var queue = ((Call<QueueRecord?>)call).Result!;
        var users = QueueMethods.UsersOf(call);
        return
        [
            .. queue.Operators.Select((id, place) =>
                new Operator(queue, place, users.TryGetValue(id, out var user) ? user : null, item.First, run)),
        ];
    }
}
