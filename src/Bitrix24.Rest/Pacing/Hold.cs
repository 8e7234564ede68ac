using System;

namespace Bitrix24.Rest;

/// <summary>Why nothing leaves for now, and until when.</summary>
internal sealed record Hold(HoldReason Reason, DateTimeOffset Until);
