using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Asks the portal whether the credentials of a connection still work: true or false, and with -Verbose the reason.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Bitrix24Connection", HelpUri = "https://apidocs.bitrix24.com/api-reference/common/system/scope.html")]
[OutputType(typeof(bool))]
public sealed class TestBitrix24ConnectionCommand : ConnectionCmdlet
{
    private protected override void Process(Bitrix24Connection? connection)
    {
        connection ??= RunspaceConnections.Here.Default;
        var error = connection is null
            ? NotConnected()
            : ProblemOf(OpenLinesCheck.Run(connection.Client, () => RunReport.Tell(this, connection.Client), StopToken));
        if (error is not null)
        {
            WriteVerbose($"{error.Message} {error.Row.Advice}");
        }

        WriteObject(error is null);
    }

    private static Bitrix24Exception? ProblemOf(PortalCheck check) => check.Error ?? check.Refusal;
}
