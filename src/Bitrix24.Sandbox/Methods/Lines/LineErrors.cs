namespace Bitrix24.Sandbox;

/// <summary>The errors of the methods for lines.</summary>
internal static class LineErrors
{
    public static SandboxError ConfigIdEmpty { get; } = new("CONFIG_ID_EMPTY", "Config ID can't be empty");

    public static SandboxError NoPermission { get; } = new("CONFIG_WRONG_USER_PERMISSION", "Permission denied", 403);

    public static SandboxError InvalidFormat(string of, string field) =>
        new("INVALID_FORMAT", $"A wrong format for the {of} field '{field}' is passed");
}
