namespace Bitrix24.Sandbox;

/// <summary>The errors that the messenger's methods have in common.</summary>
internal static class ImErrors
{
    public static SandboxError DialogIdEmpty { get; } = new("DIALOG_ID_EMPTY", "Dialog ID can't be empty");

    public static SandboxError NoAccess { get; } = new("ACCESS_ERROR", "You do not have access to the specified dialog", 403);
}
