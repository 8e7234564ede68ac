using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Whether a connector works at a line. Found by Get-OLConnectorStatus with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/imconnector/imconnector-status.html">imconnector.status</see>.
/// </summary>
public sealed class ConnectorStatus : PortalResult
{
    private readonly JsonFields _fields;

    internal ConnectorStatus(JsonFields fields, object? inputObject, PipelineRun run)
        : base(fields, inputObject, run) => _fields = fields;

    /// <summary>The id of the line.</summary>
    public long? LineId => _fields.Id("LINE");

    /// <summary>The id of the connector, such as <c>telegrambot</c>.</summary>
    public string? ConnectorId => Safe(_fields.Text("CONNECTOR"));

    /// <summary>Whether it is on: clients can write and are answered.</summary>
    public bool IsActive => _fields.Flag("STATUS") == true;

    /// <summary>Whether it is set up at this line.</summary>
    public bool IsConfigured => _fields.Flag("CONFIGURED") == true;

    /// <summary>Whether it has failed and waits to be set right.</summary>
    public bool HasError => _fields.Flag("ERROR") == true;
}
