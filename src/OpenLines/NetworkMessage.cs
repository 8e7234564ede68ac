namespace OpenLines;

/// <summary>
/// A message of a line of the network to a user. Sent by Send-OLNetworkMessage with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-network-message-add.html">
/// imopenlines.network.message.add</see>.
/// </summary>
public sealed class NetworkMessage : IPortalResult
{
    private readonly PipelineRun _run;

    internal NetworkMessage(string code, long userId, object? inputObject, PipelineRun run)
    {
        Code = code;
        UserId = userId;
        InputObject = inputObject;
        _run = run;
    }

    /// <summary>The code of the line, 32 characters.</summary>
    public string Code { get; }

    /// <summary>The id of the user who got it, above zero.</summary>
    public long UserId { get; }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }

    OutcomeAction IPortalResult.Action => OutcomeAction.Send;

    long? IPortalResult.ChatId => null;

    string? IPortalResult.UserCode => null;

    PipelineRun IPortalResult.Run => _run;
}
