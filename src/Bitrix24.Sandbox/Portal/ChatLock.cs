namespace Bitrix24.Sandbox;

/// <summary>What the portal lets one call at a time do to a chat. Whoever comes meanwhile is not told that nothing was done.</summary>
internal enum ChatLock
{
    /// <summary>Becoming its operator.</summary>
    Answer,

    /// <summary>Ending, pinning and handing over its session.</summary>
    Queue,

    /// <summary>Beginning another session with a message.</summary>
    NewSession,
}
