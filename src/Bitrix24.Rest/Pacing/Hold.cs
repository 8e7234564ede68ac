using System;

namespace Bitrix24.Rest;

/// <summary>Why nothing leaves for now, and until when.</summary>
internal sealed record Hold(HoldReason Reason, DateTimeOffset Until)
{
    /// <summary>Since when the portal is away, where that is why and is known.</summary>
    public DateTimeOffset? Since { get; init; }
}
