using System;

namespace Bitrix24.Rest;

/// <summary>What a connection has done so far. Guarded by the dispatcher's lock; a copy is a snapshot.</summary>
internal record struct Counters
{
    public long Requests { get; set; }

    public long Calls { get; set; }

    public long Succeeded { get; set; }

    public long Failed { get; set; }

    public long NotSent { get; set; }

    public long Abandoned { get; set; }

    public long Retries { get; set; }

    public long Refusals { get; set; }

    public long Waits { get; set; }

    public TimeSpan WaitTime { get; set; }

    public long BytesSent { get; set; }

    public long BytesReceived { get; set; }

    /// <summary>A call has ended.</summary>
    /// <param name="error">Why it has no result; null where it has one.</param>
    public void Count(Bitrix24Exception? error)
    {
        if (error is null)
        {
            Succeeded++;
        }
        else if (error.IsOwn(OwnErrorId.NotRun))
        {
            NotSent++;
        }
        else
        {
            Failed++;
        }
    }

    /// <summary>What became of calls after an earlier snapshot.</summary>
    public Counters Since(Counters before) => this with
    {
        Calls = Calls - before.Calls,
        Succeeded = Succeeded - before.Succeeded,
        Failed = Failed - before.Failed,
        NotSent = NotSent - before.NotSent,
        Abandoned = Abandoned - before.Abandoned,
    };
}
