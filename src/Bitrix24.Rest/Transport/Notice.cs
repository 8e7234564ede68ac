namespace Bitrix24.Rest;

/// <summary>One line of <see cref="Notices"/>.</summary>
internal sealed record Notice(string Text, bool IsWarning);
