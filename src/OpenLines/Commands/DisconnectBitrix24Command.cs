using System.Management.Automation;

namespace OpenLines.Commands;

/// <summary>Closes a connection: what waits on it fails, and nothing more is sent. Without a connection it does nothing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Bitrix24")]
[OutputType(typeof(void))]
public sealed class DisconnectBitrix24Command : ConnectionCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Connection is null || ReferenceEquals(Connection, RunspaceConnection.Current))
        {
            RunspaceConnection.Close();
        }
        else
        {
            Connection.Client.Dispose();
        }
    }
}
