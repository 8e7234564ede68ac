using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>Who takes the dialogs of a line, as <c>imopenlines.config.get</c> tells of it.</summary>
internal sealed class QueueRecord
{
    private readonly JsonFields _shown;

    private QueueRecord(JsonFields fields, long lineId)
    {
        LineId = lineId;
        Operators = [.. fields.Values("QUEUE").Select(static id => id.Number()).OfType<long>().Where(static id => id > 0).Distinct()];
        _shown = fields.Map("QUEUE_USERS_FIELDS");
    }

    public long LineId { get; }

    /// <summary>The ids of the operators, in the order of the queue.</summary>
    public IReadOnlyList<long> Operators { get; }

    /// <summary>The name that clients see instead of an operator's own; null where it is his own.</summary>
    public string? ShownName(long operatorId) => _shown.Map(CallParameter.Of("", operatorId).Value).Text("USER_NAME");

    /// <returns>Null where there is no such line.</returns>
    public static QueueRecord? Read(JsonValue result)
    {
        if (result.Kind == JsonValueKind.False)
        {
            return null;
        }

        var fields = JsonFields.CopyOf(result);
        return new(fields, fields.Id("ID") ?? throw new FormatException());
    }
}
