using System;
using System.IO;

namespace Bitrix24.Rest;

/// <summary>What is wrong with a file in words of ours, where the system itself has none.</summary>
/// <param name="text">The words.</param>
internal sealed class FileFault(LocalizableText text) : IOException
{
    /// <summary>The words, in every language.</summary>
    public LocalizableText Text => text;

    /// <summary>What the system says of a fault, in its own language; what we say in its place has ours.</summary>
    public static LocalizableText TextOf(Exception fault) => (fault as FileFault)?.Text ?? LocalizableText.Verbatim(fault.Message);

    /// <inheritdoc/>
    public override string Message => text.ToString();
}
