using System.Collections.Generic;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Lists of sessions, from the CRM page by page or from the caller's own dialogs.</summary>
/// <param name="filter">Which of them are wanted.</param>
internal sealed class SessionListForm(SessionFilter filter) : OutcomeForm(OutcomeAction.Get)
{
    public override bool IsPaged => true;

    public override IReadOnlyList<Call> Continue(InputItem item, Call call) => call is Call<IReadOnlyList<ActivityRecord>> page
        ? [
            .. item.Pages.Behind(page, page.OutcomeError is null ? page.Result!.Count : 0)
                .Select(start => ActivityMethods.PageAt(page, start)),
        ]
        : [];

    public override Bitrix24Exception? Finish(InputItem item, Call call) => item.Pages.FindFault(call);

    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run) => call switch
    {
        Call<IReadOnlyList<ActivityRecord>> page => [.. page.Result!.Select(activity => new Session(activity, item.First, run))],
        Call<IReadOnlyList<RecentRecord>> own =>
        [
            .. own.Result!.Where(recent => recent.Dialog.SessionId > 0
                    && filter.Matches(recent.Dialog.OperatorId, isClosed: false, recent.Dialog.SessionStarted))
                .Select(recent => new Session(recent, item.First, run)),
        ],
        _ => [],
    };
}
