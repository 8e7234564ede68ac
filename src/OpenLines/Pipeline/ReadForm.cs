using System;
using System.Collections.Generic;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that only read: each result becomes an object, or some.</summary>
/// <typeparam name="T">What the method's result is.</typeparam>
/// <param name="create">Makes the objects of a result.</param>
internal sealed class ReadForm<T>(Func<T, InputItem, PipelineRun, IEnumerable<IPortalResult>> create) : OutcomeForm(OutcomeAction.Get)
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run) =>
        [.. create(((Call<T>)call.Act).Result!, item, run)];
}
