using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// What happens in the chats of users who have asked for it to be recorded. It is kept for a day, or until its user confirms it; of a user
/// there is one record, whoever reads it.
/// </summary>
internal sealed class UserEvents
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly HashSet<long> _subscribers = [];
    private readonly Dictionary<long, List<UserEvent>> _recorded = [];
    private long _lastId = 2000;

    public void Subscribe(long userId) => _subscribers.Add(userId);

    /// <summary>Nothing more is recorded; what has been stays.</summary>
    public void Unsubscribe(long userId) => _subscribers.Remove(userId);

    /// <summary>Records something for all members of a chat who want that.</summary>
    public void Record(string type, DateTimeOffset date, SandboxChat chat, long personId, SandboxMessage? message = null)
    {
        foreach (var userId in chat.Members.Where(_subscribers.Contains))
        {
            if (!_recorded.TryGetValue(userId, out var recorded))
            {
                recorded = [];
                _recorded.Add(userId, recorded);
            }

            recorded.Add(new(++_lastId, type, date, chat, personId, message));
        }
    }

    /// <summary>Deletes what stands before an id: its user has it.</summary>
    public void Confirm(long userId, long before)
    {
        if (_recorded.TryGetValue(userId, out var recorded))
        {
            recorded.RemoveAll(one => one.Id < before);
        }
    }

    /// <summary>What has been recorded for a user, oldest first.</summary>
    public IReadOnlyList<UserEvent> Of(long userId, DateTimeOffset now)
    {
        if (!_recorded.TryGetValue(userId, out var recorded))
        {
            return [];
        }

        recorded.RemoveAll(one => now - one.Date > Kept);
        return recorded;
    }
}
