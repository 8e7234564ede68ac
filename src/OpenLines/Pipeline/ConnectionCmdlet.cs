using System.ComponentModel;
using System.Management.Automation;

namespace OpenLines;

/// <summary>A cmdlet that is about connections themselves.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ConnectionCmdlet : Bitrix24Cmdlet
{
    private protected ConnectionCmdlet()
    {
    }

    /// <summary>The connection that it is about instead of the runspace's own; it may have ended.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [Unrepeated(typeof(Bitrix24Connection), "the output of Connect-Bitrix24")]
    public Bitrix24Connection? Connection { get; set; }
}
