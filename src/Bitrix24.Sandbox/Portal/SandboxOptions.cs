using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>How the portal behaves. As it stands: at once and without limits, like one on its owner's own server.</summary>
internal sealed class SandboxOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The request limit, or null for none.</summary>
    public RequestLimit? RequestLimit { get; init; }

    /// <summary>The same where it is a leaky bucket, as the cloud's is.</summary>
    public BucketLimit? Bucket
    {
        get => RequestLimit as BucketLimit;
        init => RequestLimit = value;
    }

    /// <summary>Seconds of execution per method in ten minutes, or null for no such limit.</summary>
    public double? OperatingLimit { get; init; }

    public OperatingCharge OperatingCharge { get; init; }

    /// <summary>How long a method runs; the ones that are not named take no time.</summary>
    public IDictionary<string, TimeSpan> Durations { get; } = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The way of one request there and back, half of it each way.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>A request that lasts longer is answered 504 by the front server; null for never.</summary>
    public TimeSpan? RequestCut { get; init; }

    /// <summary>Refuses webhooks over plain http, as the cloud does.</summary>
    public bool RequireHttps { get; init; }

    /// <summary>Error texts in Russian, as a Russian portal sends them.</summary>
    public bool Russian { get; init; }

    /// <summary>How many leads, deals, contacts and companies there are, of each.</summary>
    public int CrmRecords { get; init; } = 600;

    /// <summary>Whether executions are counted chat by chat; costs memory per chat touched.</summary>
    public bool JournalChats { get; init; } = true;
}
