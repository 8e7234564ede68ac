using System;
using System.Globalization;

namespace Bitrix24.OpenLines;

/// <summary>
/// What the portal packs into the first data field of an open line chat:
/// <c>crmFlag|crmType|crmId|pause|waitAction|sessionId|started|line|blockedUntil|blockReason</c>. Any of it may be missing.
/// </summary>
/// <param name="text">The field.</param>
internal sealed class EntityData(string? text)
{
    private readonly string[] _parts = text?.Split('|') ?? [];

    /// <summary>Whether something of the CRM is bound to it.</summary>
    public bool IsCrmBound => Is(0);

    /// <summary>The type of the CRM object that it is bound to, as the portal writes it, such as <c>LEAD</c>.</summary>
    public string? CrmType => Number(2) is > 0 && Part(1) is { Length: > 0 } type and not "NONE" ? type : null;

    public long? CrmId => CrmType is null ? null : Number(2);

    public bool IsPinned => Is(3);

    /// <summary>The open session; 0 where there is none.</summary>
    public long SessionId => Number(5) ?? 0;

    /// <summary>When the open session began.</summary>
    public DateTimeOffset? SessionStarted => Time(6);

    /// <summary>The line that the chat was handed on to; null where it is that of its code.</summary>
    public long? LineId => Number(7) is > 0 and var line ? line : null;

    /// <summary>Until when operators cannot answer; null where they can.</summary>
    public DateTimeOffset? BlockedUntil => Time(8);

    public string? BlockReason => Part(9) is { Length: > 0 } reason and not "0" ? reason : null;

    private string? Part(int index) => index < _parts.Length ? _parts[index] : null;

    private bool Is(int index) => Part(index) == "Y";

    private long? Number(int index) =>
        long.TryParse(Part(index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private DateTimeOffset? Time(int index) => Number(index) is > 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
