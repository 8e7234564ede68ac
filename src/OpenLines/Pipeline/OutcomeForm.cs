using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What the calls of a cmdlet become, apart from the cmdlet: they may end when there is no cmdlet any more.</summary>
/// <param name="action">What a call is to do.</param>
/// <param name="label">What kind of thing an item is, for messages.</param>
internal abstract class OutcomeForm(OutcomeAction action, string label)
{
    public OutcomeAction Action => action;

    public string Label => label;

    /// <summary>The user code of an item; null where nobody told it.</summary>
    public abstract string? UserCodeOf(InputItem item, Call call);

    /// <summary>The output object of a call that succeeded, and its follow-up with it.</summary>
    public abstract IPortalResult CreateResult(InputItem item, Call call, PipelineRun run);

    /// <summary>What more there is to say of a refusal, for the item that it befell.</summary>
    public virtual Bitrix24Exception Explain(Bitrix24Exception error, InputItem item) => error;
}
