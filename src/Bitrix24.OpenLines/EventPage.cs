using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>A page of what a portal has recorded for the caller.</summary>
/// <param name="Events">What happened, oldest first.</param>
/// <param name="NextOffset">Where the next page begins; null where the portal does not tell.</param>
/// <param name="HasMore">Whether more waits.</param>
internal sealed record EventPage(IReadOnlyList<EventRecord> Events, long? NextOffset, bool HasMore)
{
    /// <exception cref="FormatException">It is no such page, or one of its events has no id: what is behind it could not be confirmed.
    /// </exception>
    public static EventPage Read(JsonValue result)
    {
        var fields = JsonFields.CopyOf(result);
        var events = fields.Field("events");
        return events.Kind is JsonValueKind.Array or JsonValueKind.Object
            ? new(
                [.. events.Values(int.MaxValue).Select(EventRecord.Read).OrderBy(static one => one.EventId)],
                fields.Id("nextOffset"),
                fields.Flag("hasMore") == true)
            : throw new FormatException();
    }
}
