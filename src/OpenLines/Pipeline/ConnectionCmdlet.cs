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

    /// <summary>The connection that it is about, or its name, instead of the runspace's own; it may have ended.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ConnectionOrName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Bitrix24Connection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(Connection);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (Connection is null && MyInvocation.ExpectingInput)
        {
            WriteError(ErrorRecords.OfCommand(NoConnection()));
        }
        else
        {
            Process(Connection);
        }
    }

    /// <summary>Does what the cmdlet is for.</summary>
    /// <param name="connection">The connection that was given; null for the runspace's own.</param>
    private protected abstract void Process(Bitrix24Connection? connection);
}
