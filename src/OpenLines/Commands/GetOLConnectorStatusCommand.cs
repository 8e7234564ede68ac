using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Tells whether a connector works at each line. Needs an application: a webhook may not ask.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLConnectorStatus",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/imconnector/imconnector-status.html")]
[OutputType(typeof(ConnectorStatus))]
public sealed class GetOLConnectorStatusCommand : CallCmdlet
{
    /// <inheritdoc cref="GetOLOperatorCommand.LineId"/>
    [Parameter(Position = 0)]
    [Alias("CONFIG_ID", "ConfigId", "LINE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Lines]
    public object? LineId { get; set; }

    /// <summary>
    /// The id of the connector, such as <c>telegrambot</c>. Where it is not given it is read from the property ConnectorId or CONNECTOR of
    /// each record. A script block is run for each record that is piped in.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("CONNECTOR")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Connectors]
    public object? ConnectorId { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities =>
        [new(nameof(LineId), LineId, ModuleText.Of("Item_Line"), OwnErrorId.InvalidLineId)];

    private protected override IReadOnlyList<ItemParameter> Details =>
        [new(nameof(ConnectorId), ConnectorId, ModuleText.Of("Item_Connector"), OwnErrorId.InvalidConnectorId)];

    private protected override OutcomeForm Form { get; } =
        new ReadForm<JsonFields>(static (status, item, run) => [new ConnectorStatus(status, item.First, run)]);

    private protected override RestMethod Called => ConnectorMethods.Status;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireApplication(Called);
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        PortalId.TryParse(item.Value, IdKind.Line, Called.Name, out var line, out error)
        && ConnectorMethods.TryParseId(item.Details[0], out var connector, out error)
            ? ConnectorMethods.GetStatus(line, connector)
            : null;
}
