namespace Bitrix24.Sandbox;

/// <summary>The errors that several methods of Open Lines have in common, whose texts have one language.</summary>
internal static class OpenLinesErrors
{
    public static SandboxError ChatIdEmpty { get; } = new("CHAT_ID_EMPTY", "Chat ID can't be empty");

    public static SandboxError UserIdEmpty { get; } = new("USER_ID_EMPTY", "User ID can't be empty");

    public static SandboxError QueueIdEmpty { get; } = new("QUEUE_ID_EMPTY", "QUEUE ID can't be empty");

    public static SandboxError TransferIdEmpty { get; } = new("TRANSFER_ID_EMPTY", "Queue ID or User ID can't be empty");

    public static SandboxError OperatorWrong { get; } = new("OPERATOR_WRONG", "You can not redirect to this operator");

    public static SandboxError DialogAccess { get; } = new("ACCESS_ERROR", "You do not have access to the specified dialog");

    public static SandboxError SessionOrChatNotLoaded { get; } = new("NOT_LOAD_SESSION_OR_CHAT", "Session or chat failed to load");

    /// <summary>Somebody who is not the session's operator.</summary>
    public static SandboxError NotOperator(string attempt) =>
        new("ERROR_USER_NOT_OPERATOR", $"Attempt to {attempt} by a user who is not an operator");
}
