using System;
using System.Collections.Generic;
using System.Globalization;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>What <c>imopenlines.dialog.get</c> tells of a chat and of the caller in it.</summary>
internal sealed class DialogRecord
{
    private readonly EntityData _data;

    private DialogRecord(JsonFields fields, string data)
    {
        Fields = fields;
        _data = new EntityData(data);
        Bindings = ReadBindings(fields.Text("entity_data_2"));
    }

    /// <summary>All that was answered.</summary>
    public JsonFields Fields { get; }

    public ChatId Chat => new(Fields.Id("id") ?? 0);

    /// <summary>The open session; 0 where there is none.</summary>
    public long SessionId => _data.SessionId;

    /// <summary>When the open session began.</summary>
    public DateTimeOffset? SessionStarted => _data.SessionStarted;

    /// <summary>The responsible operator; 0 where there is none.</summary>
    public long OperatorId => Fields.Id("owner") ?? 0;

    /// <summary>Whether the caller is in the chat; null where the portal does not tell.</summary>
    public bool? IsMember => Role is { Length: > 0 } role ? !Same(role, "guest") : null;

    /// <summary>Whether the caller is the responsible operator.</summary>
    public bool IsOwner => Role is { } role && Same(role, "owner");

    /// <summary>What the caller is in the chat, in small letters; null where the portal does not tell.</summary>
    public string? Role => Fields.Text("role")?.ToLowerInvariant();

    /// <summary>The code of the client in the channel.</summary>
    public string? UserCode => Fields.Text("entity_id");

    /// <summary>The line that the chat was handed on to; null where it is that of its code.</summary>
    public long? LineId => _data.LineId;

    /// <summary>The line that the chat is in now: the one that it was handed on to, else that of its code.</summary>
    public long? CurrentLineId => LineId ?? new CodeParts(UserCode).LineId;

    /// <summary>The last message; 0 where there is none, null where the portal does not tell.</summary>
    public long? LastMessageId => Fields.Number("last_message_id");

    public bool IsPinned => _data.IsPinned;

    public bool IsSilent => Fields.Flag("entity_data_3") == true;

    /// <summary>Whether something of the CRM is bound to it.</summary>
    public bool IsCrmBound => _data.IsCrmBound;

    /// <summary>The type of the CRM object that it is bound to, as the portal writes it, such as <c>LEAD</c>.</summary>
    public string? CrmType => _data.CrmType;

    public long? CrmId => _data.CrmId;

    /// <summary>The ids of all CRM objects that it is bound to, by their types.</summary>
    public IReadOnlyDictionary<string, long> Bindings { get; }

    /// <summary>Until when operators cannot answer; null where they can.</summary>
    public DateTimeOffset? BlockedUntil => _data.BlockedUntil;

    public string? BlockReason => _data.BlockReason;

    public static DialogRecord Read(JsonValue result)
    {
        var fields = JsonFields.CopyOf(result);
        return new(fields, fields.Field("entity_data_1").Begin(JsonValue.LongestText) ?? throw new FormatException());
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    // LEAD|1209|COMPANY|0|CONTACT|0|DEAL|0
    private static Dictionary<string, long> ReadBindings(string? text)
    {
        var bindings = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var parts = text?.Split('|') ?? [];
        for (var index = 0; index + 1 < parts.Length; index += 2)
        {
            if (Number(parts[index + 1]) is > 0 and var id)
            {
                bindings[parts[index]] = id;
            }
        }

        return bindings;
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
