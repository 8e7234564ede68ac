using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// A cmdlet in a pipeline, for as long as there is the pipeline. Its results know it: until the pipeline is gone, nobody outside may have
/// seen a result that another cmdlet of the chain has taken.
/// </summary>
/// <param name="portal">The portal of its connection.</param>
/// <param name="redaction">The connection's redaction.</param>
internal sealed class PipelineRun(PortalIdentity portal, Redaction redaction)
{
    private object? _taken;

    public PortalIdentity Portal => portal;

    public Redaction Redaction => redaction;

    /// <summary>Whether the pipeline is gone.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Another cmdlet has taken this result as its item and answers for it.</summary>
    public void Take(object result) => _taken = IsOver ? null : result;

    /// <summary>Whether the last result that was taken is this one.</summary>
    public bool HasTaken(object result) => ReferenceEquals(_taken, result);

    /// <summary>The pipeline is gone.</summary>
    public void End()
    {
        IsOver = true;
        _taken = null;
    }
}
