using System.Globalization;

namespace Bitrix24.OpenLines;

/// <summary>The parts of a user code, <c>connector|line|chat|user</c>, of which any may be missing.</summary>
/// <param name="code">The user code.</param>
internal readonly struct CodeParts(string? code)
{
    private readonly string[]? _parts = code?.Split('|');

    /// <summary>The connector of the channel, such as <c>livechat</c>.</summary>
    public string? ConnectorId => Part(0);

    /// <summary>The line that the client wrote to first.</summary>
    public long? LineId => Number(1);

    /// <summary>The client's chat in the channel.</summary>
    public string? ExternalChatId => Part(2);

    /// <summary>The client as a user of the portal.</summary>
    public long? ClientId => Number(3);

    private string? Part(int index) => index < _parts?.Length ? _parts[index] : null;

    private long? Number(int index) =>
        long.TryParse(Part(index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
