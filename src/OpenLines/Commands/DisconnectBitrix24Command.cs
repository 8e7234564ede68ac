using System.Linq;
using System.Management.Automation;

namespace OpenLines.Commands;

/// <summary>Closes connections: what waits on them fails, and nothing more is sent. Without a connection it does nothing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Bitrix24")]
[OutputType(typeof(void))]
public sealed class DisconnectBitrix24Command : Bitrix24Cmdlet
{
    /// <summary>The connections to close, or their names, instead of the runspace's own; they may have ended.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ConnectionsOrNames]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Bitrix24Connection?[]? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (InputRule.IsGiven(this, nameof(Connection)) && (Connection is null or { Length: < 2 }) && Connection?.FirstOrDefault() is null)
        {
            throw End(NoConnection());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Connection is null && !MyInvocation.ExpectingInput)
        {
            Close(RunspaceConnections.Here.Default);
            return;
        }

        Close(Connection ?? [null]);
    }

    private void Close(Bitrix24Connection?[] connections)
    {
        for (var index = 0; index < connections.Length; index++)
        {
            if (connections[index] is { } connection)
            {
                Close(connection);
            }
            else
            {
                WriteError(ErrorRecords.OfCommand(NoConnection(index + 1, connections.Length)));
            }
        }
    }

    private static void Close(Bitrix24Connection? connection)
    {
        if (connection is not null)
        {
            connection.Client.Dispose();
            RunspaceConnections.Here.Remove(connection);
        }
    }
}
