using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls of any method: what they answer becomes objects, or stays JSON.</summary>
/// <param name="isRaw">Whether it stays JSON.</param>
/// <param name="isPaged">Whether it is a page of a list.</param>
internal sealed class MethodForm(bool isRaw, bool isPaged) : OutcomeForm(OutcomeAction.Get)
{
    /// <summary>The entries of a page: of a list, or of the only list that an object holds, such as <c>{"items":[…]}</c>.</summary>
    /// <returns>None where it is no such page.</returns>
    public static JsonValue EntriesOf(JsonValue result)
    {
        if (result.Kind != JsonValueKind.Object)
        {
            return result.Kind == JsonValueKind.Array ? result : default;
        }

        JsonValue[] lists = [.. result.Values(int.MaxValue).Where(static value => value.Kind == JsonValueKind.Array).Take(2)];
        return lists.Length == 1 ? lists[0] : default;
    }

    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        var result = new JsonValue(((Call<ReadOnlyMemory<byte>>)call).Result);
        if (isRaw)
        {
            return [run.Redaction.Mask(Encoding.UTF8.GetString(result.Json.ToArray()))];
        }

        // A list comes out entry by entry, as PowerShell's own cmdlets write one.
        var entries = isPaged ? EntriesOf(result) : result;
        return entries.Kind == JsonValueKind.Array
            ? [.. entries.Values(int.MaxValue).Select(value => JsonObject.Of(value, run.Redaction))]
            : [JsonObject.Of(entries, run.Redaction)];
    }
}
