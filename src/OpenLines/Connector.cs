namespace OpenLines;

/// <summary>
/// A connector, through which clients write from a channel. Found by Get-OLConnector with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/imconnector/imconnector-list.html">imconnector.list</see>.
/// </summary>
public sealed class Connector : IPortalResult
{
    private readonly PipelineRun _run;

    internal Connector(string id, string name, PipelineRun run)
    {
        ConnectorId = run.Redaction.Mask(id);
        Name = run.Redaction.Mask(name);
        _run = run;
    }

    /// <summary>The connector's id, such as <c>telegrambot</c>: the first part of user codes.</summary>
    public string ConnectorId { get; }

    /// <summary>Its name, such as <c>Telegram</c>.</summary>
    public string Name { get; }

    OutcomeAction IPortalResult.Action => OutcomeAction.Get;

    long? IPortalResult.ChatId => null;

    string? IPortalResult.UserCode => null;

    object? IPortalResult.InputObject => null;

    PipelineRun IPortalResult.Run => _run;
}
