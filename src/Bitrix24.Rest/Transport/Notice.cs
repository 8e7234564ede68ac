namespace Bitrix24.Rest;

/// <summary>One line of <see cref="Notices"/>.</summary>
internal sealed record Notice(LocalizableText Line, bool IsWarning)
{
    /// <summary>The line in the language of the thread that reads it.</summary>
    public string Text => Line.ToString();
}
