namespace Bitrix24.Rest;

/// <summary>One line of <see cref="Notices"/>.</summary>
internal sealed record Notice(LocalizableText Text, bool IsWarning);
