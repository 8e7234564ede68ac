using System;
using System.Collections.Generic;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The methods that tell of connectors. They are for applications: a webhook is refused. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/imconnector/index.html">their pages</see>.
/// </summary>
internal static class ConnectorMethods
{
    /// <summary>
    /// The ids of the connectors that Bitrix24 has of its own; which a portal has, and which beside them, only the portal knows.
    /// </summary>
    public static readonly string[] Usual =
    [
        "livechat", "network", "notifications", "telegrambot", "whatsappbyedna", "whatsappbytwilio", "viber", "facebook",
        "facebookcomments", "fbinstagram", "fbinstagramdirect", "vkgroup", "ok", "max", "avito", "olx", "imessage", "wechat", "wazzup",
    ];

    /// <summary>
    /// The connectors, ids to names. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/imconnector/imconnector-list.html">imconnector.list</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyDictionary<string, string>> List =
        OpenLinesMethod.Create("imconnector.list", TimeSpan.FromSeconds(0.1), ReadNames);

    /// <summary>
    /// Whether a connector is on at a line. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/imconnector/imconnector-status.html">imconnector.status</see>.
    /// </summary>
    public static readonly RestMethod<JsonFields> Status =
        OpenLinesMethod.Create("imconnector.status", TimeSpan.FromSeconds(0.1), ReadStatus);

    public static Call<IReadOnlyDictionary<string, string>> GetNames() => new(List, []);

    /// <param name="line">The line: without it the portal would tell of line 0, where nothing is on.</param>
    /// <param name="connector">The id of the connector.</param>
    public static Call<JsonFields> GetStatus(long line, string connector) =>
        new(Status, [new("CONNECTOR", connector), CallParameter.Of("LINE", line)]);

    /// <param name="value">What was given, of any type.</param>
    /// <param name="id">The id of a connector, such as <c>telegrambot</c>, as the portal writes it.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParseId(object? value, out string id, out Bitrix24Exception? error)
    {
        id = value as string ?? "";
        var why = value is null ? LineText.Of("Value_None")
            : value is not string ? LineText.Of("Value_NotText", value.GetType().Name)
            : id.Trim().Length == 0 ? LineText.Of("Value_Blank")
            : id.IndexOf('|') >= 0 ? LineText.Of("Connector_UserCode")
            : !RestMethod.IsName(id) ? LineText.Of("Connector_Characters")
            : null;
        error = why is null ? null : Failure.Own(OwnErrorId.InvalidConnectorId, LineText.Of("Connector_Not", why), Status.Name);
        return why is null;
    }

    private static IReadOnlyDictionary<string, string> ReadNames(JsonValue result)
    {
        var fields = JsonFields.CopyOf(result);
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in fields.Names)
        {
            names[id] = fields.Text(id) ?? "";
        }

        return names;
    }

    private static JsonFields ReadStatus(JsonValue result)
    {
        var fields = JsonFields.CopyOf(result);
        return fields.Flag("STATUS") is not null && fields.Field("CONNECTOR").Kind == JsonValueKind.String
            ? fields
            : throw new FormatException();
    }
}
