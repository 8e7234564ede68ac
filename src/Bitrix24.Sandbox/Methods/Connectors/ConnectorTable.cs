using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The methods for connectors, which applications alone may call.</summary>
internal static class ConnectorTable
{
    public static IEnumerable<SandboxMethod> Methods =>
    [
        new("imconnector.list", ImConnector.HandleList, SandboxCredential.OpenLinesScope, "imconnector"),
        new("imconnector.status", ImConnector.HandleStatus, SandboxCredential.OpenLinesScope, "imconnector"),
    ];
}
