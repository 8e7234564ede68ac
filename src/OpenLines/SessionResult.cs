namespace OpenLines;

/// <summary>
/// A chat that was joined or started. The portal's answer says that the access check passed and the call was carried out;
/// it does not tell the state of the session.
/// </summary>
public sealed class SessionResult
{
    internal SessionResult(Bitrix24.OpenLines.ChatId id, string? userCode, SessionAction action, object? inputObject)
    {
        ChatId = id.Value;
        DialogId = id.DialogId;
        UserCode = userCode;
        Action = action;
        InputObject = inputObject;
    }

    /// <summary>The chat's id, above zero.</summary>
    public long ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId { get; }

    /// <summary>The user code of the chat where the input told it; else null.</summary>
    public string? UserCode { get; }

    /// <summary>What was done.</summary>
    public SessionAction Action { get; }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }
}
