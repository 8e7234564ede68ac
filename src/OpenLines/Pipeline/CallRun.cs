using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Makes what the calls of one cmdlet end with, for the pipeline or for whoever comes after it. It knows nothing of the cmdlet itself:
/// what waits on a connection would keep the whole runspace of a dead one in memory.
/// </summary>
/// <param name="form">What the calls become.</param>
/// <param name="client">The connection.</param>
/// <param name="command">The cmdlet's name.</param>
/// <param name="type">The full name of the cmdlet's class.</param>
internal sealed class CallRun(OutcomeForm form, Bitrix24Client client, string command, string type)
{
    private static readonly LocalizableText Done = ModuleText.Of("Look_DoneAdvice");

    /// <summary>The cmdlet in its pipeline.</summary>
    public PipelineRun Pipeline { get; } = new(client.Credentials.Identity, client.Redaction);

    public IReadOnlyList<object?> CreateResults(InputItem item, Call call) => form.CreateResults(item, call, Pipeline);

    public ErrorRecord CreateError(Bitrix24Exception error, InputItem item, Call? call) =>
        ErrorRecords.OfItem(
            form.Explain(IsOfLook(error, call) ? error.Advising(Done.Then(error.Row.AdviceText)) : error, item, call),
            item.Parameter?.Label,
            item,
            client.Redaction);

    /// <summary>What is to be told of an item that the pipeline has not written; null where nothing was done for it.</summary>
    public UnwrittenOutcome? Keep(InputItem item, Call? call) =>
        call is { IsSent: true } && !form.HasRest ? new(call, () => Create(item, call))
        : item.HandedOn is { } before ? new(null, () => Outcome.Of(before))
        : null;

    /// <summary>Whether what was to be done was done, and only the look at it afterwards has failed.</summary>
    private static bool IsOfLook(Bitrix24Exception error, Call? call) =>
        call?.Act is { IsCompleted: true, Error: null, Method.Safety: not SafetyClass.Read } && !error.IsOwn(OwnErrorId.NotVerified);

    private Outcome? Create(InputItem item, Call call)
    {
        var error = call.OutcomeError;
        if (error?.IsOwn(OwnErrorId.NotRun) == true)
        {
            // The portal stopped its batch before this one: the last that was done for the item is what came before.
            return item.HandedOn is { } before ? Outcome.Of(before) : null;
        }

        var results = error is null ? CreateResults(item, call) : [];
        var single = results.Count == 1 ? results[0] : null;
        return new Outcome(form.Action, Pipeline)
        {
            State = error is null ? OutcomeState.Succeeded
                : error.IsOwn(OwnErrorId.OutcomeUnknown) ? OutcomeState.Unknown
                : OutcomeState.Failed,
            ChatId = call.Act.Chat > 0 ? call.Act.Chat : (single as IPortalResult)?.ChatId,
            UserCode = form.UserCodeOf(item, call) is { } code ? client.Redaction.Mask(code) : null,
            InputObject = item.First,
            Result = results.Count > 1 ? results : single,
            Error = error is null ? null : ErrorRecords.AsWritten(CreateError(error, item, call), command, type),
        };
    }
}
