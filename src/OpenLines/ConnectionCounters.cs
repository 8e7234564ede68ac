using System;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What a connection has done, all of it at one moment.</summary>
public sealed class ConnectionCounters
{
    private readonly Counters _counters;

    internal ConnectionCounters(Counters counters) => _counters = counters;

    /// <summary>How many HTTP requests were sent.</summary>
    public long Requests => _counters.Requests;

    /// <summary>How many calls were asked for; up to 50 of them share a request.</summary>
    public long Calls => _counters.Calls;

    /// <summary>How many calls ended with a result.</summary>
    public long Succeeded => _counters.Succeeded;

    /// <summary>How many calls were sent and ended with an error.</summary>
    public long Failed => _counters.Failed;

    /// <summary>How many calls ended without being sent, because the connection had ended or the pipeline was stopped.</summary>
    public long NotSent => _counters.NotSent;

    /// <summary>
    /// How many calls were under way when a check of the connection was stopped: their outcome is of no use to anybody. Those of other
    /// cmdlets that are stopped end like any others, and Receive-OLOutcome gives their outcomes.
    /// </summary>
    public long Abandoned => _counters.Abandoned;

    /// <summary>How many times a call was sent again.</summary>
    public long Retries => _counters.Retries;

    /// <summary>How many times the portal refused for a limit.</summary>
    public long Refusals => _counters.Refusals;

    /// <summary>How many times nothing could leave: a limit of the portal was used up, or it could not be reached.</summary>
    public long Waits => _counters.Waits;

    /// <summary>How long those waits took together.</summary>
    public TimeSpan WaitTime => _counters.WaitTime;

    /// <summary>The bytes of all request bodies.</summary>
    public long BytesSent => _counters.BytesSent;

    /// <summary>The bytes of all answer bodies.</summary>
    public long BytesReceived => _counters.BytesReceived;

    /// <summary>The counts of requests and calls.</summary>
    public override string ToString() =>
        $"Requests {Requests}, Calls {Calls}, Succeeded {Succeeded}, Failed {Failed}, NotSent {NotSent}, Abandoned {Abandoned}";
}
