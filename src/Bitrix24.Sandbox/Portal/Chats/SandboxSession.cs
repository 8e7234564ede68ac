using System;

namespace Bitrix24.Sandbox;

/// <summary>One session of a chat.</summary>
internal sealed class SandboxSession
{
    public SandboxSession(long id) => Id = id;

    public long Id { get; }

    /// <summary>One of <see cref="SessionStatus"/>.</summary>
    public int Status { get; set; }

    /// <summary>The responsible operator; 0 while the session waits in the queue. A closed one keeps its last.</summary>
    public long OperatorId { get; set; }

    /// <summary>Kept with its operator: not handed over by the portal itself.</summary>
    public bool IsPinned { get; set; }

    /// <summary>The supervisor's rating, 0 for none, and what he says to it.</summary>
    public int HeadVote { get; set; }

    public string? HeadComment { get; set; }

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset Modified { get; set; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? Ended { get; set; }

    /// <summary>Until its call ends no other call finds the row: two starts at once make two sessions, as on the real portal.</summary>
    public DateTimeOffset VisibleFrom { get; set; }

    /// <summary>How many messages the chat had when it began, and when it ended.</summary>
    public int MessagesBefore { get; set; }

    public int MessagesUntil { get; set; } = int.MaxValue;

    public bool IsClosed => Status >= SessionStatus.Closed;

    /// <summary>With an operator and not ending: what the CRM calls active.</summary>
    public bool IsActive => Status is >= SessionStatus.Answered and < SessionStatus.AwaitsVote;

    /// <summary>Ended by the operator and waiting for the client's vote: start does nothing then.</summary>
    public bool AwaitsVote => Status == SessionStatus.AwaitsVote;
}
