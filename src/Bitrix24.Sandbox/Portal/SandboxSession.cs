using System;

namespace Bitrix24.Sandbox;

/// <summary>One session of a chat.</summary>
internal sealed class SandboxSession
{
    public SandboxSession(long id) => Id = id;

    public long Id { get; }

    /// <summary>The responsible operator; 0 while the session waits in the queue.</summary>
    public long OperatorId { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>Ended by the operator and waiting for the client's vote: start does nothing then.</summary>
    public bool WaitsForVote { get; set; }

    /// <summary>Closed because a newer open session of the same chat was found.</summary>
    public bool IsDuplicate { get; set; }

    public DateTimeOffset Created { get; set; }

    /// <summary>Until its call ends no other call finds the row: two starts at once make two sessions, as on the real portal.</summary>
    public DateTimeOffset VisibleFrom { get; set; }
}
