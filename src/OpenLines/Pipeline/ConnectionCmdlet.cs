using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Rest;

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
    [ConnectionOrNull]
    public Bitrix24Connection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Connection is null && InputRule.IsGiven(this, nameof(Connection)))
        {
            throw End(NoConnection());
        }
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

    private static Bitrix24Exception NoConnection() =>
        Failure.Own(OwnErrorId.InvalidConnection, "This is not a connection: give the output of Connect-Bitrix24.");
}
