using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>The operating time that a portal grants a method in ten minutes. Guarded by the dispatcher's lock.</summary>
internal sealed class OperatingBudget
{
    private readonly Dictionary<string, DateTimeOffset> _blocked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Until when a method may not be called; null where it may.</summary>
    public DateTimeOffset? BlockedUntil(string method, DateTimeOffset now)
    {
        if (_blocked.Count == 0 || !_blocked.TryGetValue(method, out var until))
        {
            return null;
        }

        if (until > now)
        {
            return until;
        }

        _blocked.Remove(method);
        return null;
    }

    /// <summary>The portal has refused a method for its operating time.</summary>
    public void Block(string method, DateTimeOffset until) => _blocked[method] = until;
}
