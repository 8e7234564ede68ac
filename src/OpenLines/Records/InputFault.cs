using System;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A value cannot be what it was given for.</summary>
/// <param name="text">Why, in every language.</param>
internal sealed class InputFault(LocalizableText text) : FormatException
{
    /// <summary>Why, in every language.</summary>
    public LocalizableText Text => text;

    /// <inheritdoc/>
    public override string Message => text.ToString();
}
