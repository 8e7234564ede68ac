using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>Why no call that changes a chat may leave for now, and the calls that wait for it.</summary>
internal sealed class ChatHold
{
    /// <summary>Whether such a call is under way.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>Until when one whose answer was lost may still be at work at the portal.</summary>
    public DateTimeOffset RestsUntil { get; set; }

    public List<Call> Parked { get; } = [];
}
