namespace OpenLines;

/// <summary>
/// A line of the network, and the bot that stands for it in the portal. Added by Add-OLNetworkLine with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-network-join.html">
/// imopenlines.network.join</see>.
/// </summary>
public sealed class NetworkLine : IPortalResult
{
    private readonly PipelineRun _run;

    internal NetworkLine(string code, long botId, object? inputObject, PipelineRun run)
    {
        Code = code;
        BotId = botId;
        InputObject = inputObject;
        _run = run;
    }

    /// <summary>The code of the line, 32 characters.</summary>
    public string Code { get; }

    /// <summary>The id of the bot as a user of the portal, above zero.</summary>
    public long BotId { get; }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }

    OutcomeAction IPortalResult.Action => OutcomeAction.AddLine;

    long? IPortalResult.ChatId => null;

    string? IPortalResult.UserCode => null;

    PipelineRun IPortalResult.Run => _run;
}
