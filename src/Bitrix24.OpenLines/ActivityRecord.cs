using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// A session as the CRM knows it: an activity. What its fields mean for a session is known from the portal's own code only.
/// </summary>
/// <param name="fields">All that was answered of it.</param>
internal sealed class ActivityRecord(JsonFields fields)
{
    /// <summary>All that was answered of it.</summary>
    public JsonFields Fields => fields;

    public long SessionId { get; } = fields.Id("ASSOCIATED_ENTITY_ID") ?? throw new FormatException();

    /// <summary>The code of the client in the channel; null where the portal does not tell.</summary>
    public string? UserCode =>
        Bitrix24.OpenLines.UserCode.TryParse(fields.Map("PROVIDER_PARAMS").Text("USER_CODE"), out var code, out _) ? code.Text : null;

    public string? ConnectorId => fields.Text("RESULT_SOURCE_ID") is { Length: > 0 } connector ? connector : null;

    public long? OperatorId => fields.Id("RESPONSIBLE_ID");

    public bool IsClosed => fields.Flag("COMPLETED") == true;

    public DateTimeOffset? Started => fields.Time("CREATED");

    /// <summary>When it was closed; null where it is open.</summary>
    public DateTimeOffset? Closed => IsClosed ? fields.Time("END_TIME") : null;

    /// <summary>The type of the CRM object that it belongs to, such as <c>DEAL</c>.</summary>
    public string? CrmType => CrmOwner.NameOf(fields.Number("OWNER_TYPE_ID"));

    public long? CrmId => fields.Id("OWNER_ID");
}
