using System.Management.Automation;

namespace OpenLines.Commands;

/// <summary>Closes a connection: what waits on it fails, and nothing more is sent. Without a connection it does nothing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Bitrix24")]
[OutputType(typeof(void))]
public sealed class DisconnectBitrix24Command : ConnectionCmdlet
{
    private protected override void Process(Bitrix24Connection? connection)
    {
        var here = RunspaceConnections.Here;
        connection ??= here.Default;
        if (connection is not null)
        {
            connection.Client.Dispose();
            here.Remove(connection);
        }
    }
}
