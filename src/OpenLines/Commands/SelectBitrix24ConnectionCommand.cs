using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Makes a connection the default one of the runspace: what is given no connection uses it from then on.</summary>
[Cmdlet(VerbsCommon.Select, "Bitrix24Connection")]
[OutputType(typeof(Bitrix24Connection))]
public sealed class SelectBitrix24ConnectionCommand : ConnectionCmdlet
{
    private protected override void Process(Bitrix24Connection? connection)
    {
        connection = Resolve(connection);
        if (connection.State == Bitrix24ConnectionState.Disconnected)
        {
            WriteError(ErrorRecords.OfCommand(Failure.Own(OwnErrorId.Disconnected, ModuleText.Of("Connection_Closed"))));
            return;
        }

        MakeDefault(connection, isOwn: false);
        WriteObject(connection);
    }
}
