using System.Collections.Generic;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What the calls of a cmdlet become, apart from the cmdlet: they may end when there is no cmdlet any more.</summary>
/// <param name="action">What a call is to do.</param>
internal abstract class OutcomeForm(OutcomeAction action)
{
    public OutcomeAction Action => action;

    /// <summary>The user code of an item; null where nobody told it.</summary>
    public virtual string? UserCodeOf(InputItem item, Call call) => item.UserCode;

    /// <summary>The output objects of a call that succeeded, and its follow-up with it.</summary>
    public abstract IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run);

    /// <summary>Whether an item may need more calls than one, such as for the pages of a list.</summary>
    public virtual bool IsPaged => false;

    /// <summary>The calls that go on with an item where one has ended, well or not; none where it is done.</summary>
    public virtual IReadOnlyList<Call> Continue(InputItem item, Call call) => [];

    /// <summary>
    /// Whether more is to be done with a call that succeeded than to write its result: where the pipeline ends before, nothing was done.
    /// </summary>
    public virtual bool HasRest => false;

    /// <summary>Does what is to be done here with a call that succeeded, on the pipeline's thread.</summary>
    /// <returns>Why it could not be done; null where it was.</returns>
    public virtual Bitrix24Exception? Finish(InputItem item, Call call) => null;

    /// <summary>What more there is to say of a refusal, for the item that it befell.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="item">The item.</param>
    /// <param name="call">The item's call; null where none could be made of it.</param>
    public virtual Bitrix24Exception Explain(Bitrix24Exception error, InputItem item, Call? call) => error;
}
