using System.Management.Automation;

namespace Benchmarks;

/// <summary>Binds what <c>Get-OLChatByUserCode</c> binds, and does nothing: what is left is the engine's own part.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Empty")]
public sealed class MeasureEmptyCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("USER_CODE", "EntityId", "ENTITY_ID", "Code")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? UserCode { get; set; }

    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    [Parameter]
    [ValidateNotNull]
    public object? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
    }
}
