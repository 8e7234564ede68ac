using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>Which calls hold which chats until when.</summary>
internal sealed class ChatLocks
{
    private readonly Dictionary<(ChatLock Kind, long ChatId), DateTimeOffset> _until = [];

    /// <summary>Whether a call holds the lock at this moment.</summary>
    public bool IsHeld(ChatLock kind, long chatId, DateTimeOffset at) => _until.TryGetValue((kind, chatId), out var until) && at < until;

    /// <summary>Whether a call that runs from here to there gets the lock. What takes no time holds nothing.</summary>
    public bool TryTake(ChatLock kind, long chatId, DateTimeOffset begins, DateTimeOffset ends)
    {
        if (IsHeld(kind, chatId, begins))
        {
            return false;
        }

        if (ends > begins)
        {
            _until[(kind, chatId)] = ends;
        }

        return true;
    }
}
