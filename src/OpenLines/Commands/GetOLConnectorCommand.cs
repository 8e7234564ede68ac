using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.OpenLines;

namespace OpenLines.Commands;

/// <summary>Lists the connectors of the portal. Needs an application: a webhook may not ask.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLConnector",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/imconnector/imconnector-list.html")]
[OutputType(typeof(Connector))]
public sealed class GetOLConnectorCommand : PortalCmdlet
{
    private protected override OutcomeForm Form { get; } = new ReadForm<IReadOnlyDictionary<string, string>>(
        static (names, item, run) => names.Select(pair => new Connector(pair.Key, pair.Value, run)));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireApplication(ConnectorMethods.List);
    }

    private protected override void ProcessInput()
    {
        var item = new InputItem(source: null, parameter: null);
        Count(item);
        Submit(item, ConnectorMethods.GetNames());
    }
}
