using System.IO;

namespace Bitrix24.Rest;

/// <summary>What is wrong with a file in words of ours, where the system itself has none.</summary>
/// <param name="text">The words.</param>
internal sealed class FileFault(LocalizableText text) : IOException
{
    /// <summary>The words, in every language.</summary>
    public LocalizableText Text => text;

    /// <inheritdoc/>
    public override string Message => text.ToString();
}
