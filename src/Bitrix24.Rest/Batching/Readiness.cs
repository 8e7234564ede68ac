using System;

namespace Bitrix24.Rest;

/// <summary>What of a queue could go now.</summary>
/// <param name="Oldest">The oldest call that may go; null where none may.</param>
/// <param name="Next">When a call that may not go yet can; null where there is none.</param>
/// <param name="Reason">What that call waits for.</param>
internal readonly record struct Readiness(Call? Oldest, DateTimeOffset? Next, HoldReason Reason);
