using System.Management.Automation;

namespace OpenLines.Commands;

/// <summary>The runspace's own connection, with its counters; nothing where there is none.</summary>
[Cmdlet(VerbsCommon.Get, "Bitrix24Connection")]
[OutputType(typeof(Bitrix24Connection))]
public sealed class GetBitrix24ConnectionCommand : Bitrix24Cmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (RunspaceConnection.Current is { } connection)
        {
            WriteObject(connection);
        }
    }
}
