using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>What could go now.</summary>
/// <param name="Companies">Those that could, in the order in which they should; none where nothing may go.</param>
/// <param name="Next">When a call that may not go yet can; null where there is none.</param>
/// <param name="Reason">What that call waits for.</param>
internal readonly record struct Readiness(IReadOnlyList<Company> Companies, DateTimeOffset? Next, HoldReason Reason);

/// <summary>Calls that may go now and may share a request.</summary>
/// <param name="First">The one that goes first.</param>
/// <param name="Oldest">The one that came first.</param>
/// <param name="Count">How many they are.</param>
/// <param name="IsUrgent">Whether somebody sits and waits for them: see <see cref="Call.IsUrgent"/>.</param>
internal readonly record struct Company(Call First, Call Oldest, int Count, bool IsUrgent);
