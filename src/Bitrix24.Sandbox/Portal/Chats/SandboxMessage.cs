using System;

namespace Bitrix24.Sandbox;

/// <summary>A message of a chat.</summary>
/// <param name="Id">Its id, which tells its chat and its place in it.</param>
/// <param name="ChatId">The chat.</param>
/// <param name="AuthorId">Who wrote it; 0 for the system.</param>
/// <param name="Date">When.</param>
/// <param name="Text">What.</param>
internal sealed record SandboxMessage(long Id, long ChatId, long AuthorId, DateTimeOffset Date, string Text)
{
    /// <summary>The file that came with it, if there is one.</summary>
    public SandboxFile? File { get; init; }

    /// <summary>Whether it went to the client.</summary>
    public bool IsForClient { get; init; } = true;

    /// <summary>What else is kept with it, as it was given.</summary>
    public PhpArray? Params { get; init; }
}
