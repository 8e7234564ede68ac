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
    protected sealed override void ProcessRecord()
    {
        if (Connection is not null || !(MyInvocation.ExpectingInput || InputRule.IsGiven(this, nameof(Connection))))
        {
            Process(Connection);
            return;
        }

        var fault = Failure.Own(OwnErrorId.InvalidConnection, "This is not a connection: give the output of Connect-Bitrix24.");
        if (!MyInvocation.ExpectingInput)
        {
            throw End(fault);
        }

        WriteError(ErrorRecords.OfCommand(fault));
    }

    /// <summary>Does what the cmdlet is for.</summary>
    /// <param name="connection">The connection that was given; null for the runspace's own.</param>
    private protected abstract void Process(Bitrix24Connection? connection);
}
