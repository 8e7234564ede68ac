using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>The code of a network line: 32 characters.</summary>
internal static class NetworkLineCode
{
    private const int Length = 32;

    public static SandboxError Invalid { get; } = new("CODE", "You entered an invalid code");

    public static SandboxError NotFound { get; } = new("NOT_FOUND", "Line not found");

    /// <summary>The code that a call gives, or null where it is none.</summary>
    public static string? Read(MethodCall call) => PhpValue.ToText(call.Folded("CODE")) is { Length: Length } code ? code : null;

    /// <summary>The bot that stands for a line in this portal.</summary>
    public static SandboxUser? FindBot(SandboxPortal portal, string code) => portal.Users.FirstOrDefault(user => user.NetworkCode == code);
}
