using System.Diagnostics;

namespace Bitrix24.Rest;

/// <summary>One form in which a secret could come back in a text.</summary>
/// <param name="text">The secret in this form.</param>
/// <param name="shortest">How many characters of it, one after the other, tell too much.</param>
internal sealed class SecretForm(string text, int shortest)
{
    /// <summary>The characters as <see cref="SeenText"/> folds them.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Characters { get; } = SeenText.Of(text).Folded;

    public int Shortest { get; } = shortest;

    /// <summary>Whether the characters beside it belong to it too.</summary>
    public bool IsBase64 { get; init; }
}
