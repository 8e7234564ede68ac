using System;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>
/// Asks the portal whether the credentials of a connection still work: true or false, and with -Verbose the reason; with -Detailed an
/// object that tells what is right and what is wrong.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "Bitrix24Connection", DefaultParameterSetName = "Simple",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/common/system/scope.html")]
[OutputType(typeof(bool), ParameterSetName = ["Simple"])]
[OutputType(typeof(ConnectionReport), ParameterSetName = [DetailedSet])]
public sealed class TestBitrix24ConnectionCommand : ConnectionCmdlet
{
    private const string DetailedSet = "Detailed";

    /// <summary>Tell what is right and what is wrong, from the name of the host to the permissions.</summary>
    [Parameter(ParameterSetName = DetailedSet)]
    public SwitchParameter Detailed { get; set; }

    /// <summary>
    /// The seconds that each step may take, from 1 to 3600: the name, the way to the portal, and the REST API. It asks for the same object
    /// as -Detailed.
    /// </summary>
    [Parameter(ParameterSetName = DetailedSet)]
    [ValidateRange(1, 3600)]
    [Unrepeated(typeof(int), "Expected_SecondsTo3600")]
    public int TimeoutSec { get; set; } = 30;

    private protected override void Process(Bitrix24Connection? connection)
    {
        connection ??= RunspaceConnections.Here.Default;
        if (Detailed || MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec)))
        {
            Examine(connection);
            return;
        }

        var error = connection is null ? NotConnected() : FaultOf(OpenLinesCheck.Run(connection.Client, () => Tell(connection), StopToken));
        if (error is not null)
        {
            WriteVerbose($"{error.Message} {error.Row.Advice}");
        }

        WriteObject(error is null);
    }

    private void Examine(Bitrix24Connection? connection)
    {
        if (connection is null)
        {
            WriteObject(ConnectionExamination.OfNone(NotConnected()));
            return;
        }

        var report = new ConnectionExamination(connection, TimeSpan.FromSeconds(TimeoutSec), () => Tell(connection), StopToken).Run();
        if (!StopToken.IsCancellationRequested)
        {
            WriteObject(report);
        }
    }

    private static Bitrix24Exception? FaultOf(PortalCheck check) => check.Error ?? check.Refusal;

    private void Tell(Bitrix24Connection connection) => RunReport.Tell(this, connection.Client);
}
