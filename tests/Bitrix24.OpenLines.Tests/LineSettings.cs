using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

/// <summary>Settings and lines, written short.</summary>
internal static class LineSettings
{
    /// <summary>Settings such as <c>QUEUE_TIME=60</c>.</summary>
    public static List<CallParameter> Of(string settings) =>
        [.. settings.Split(' ', System.StringSplitOptions.RemoveEmptyEntries).Select(static setting => setting.Split('='))
            .Select(static parts => new CallParameter(parts[0], parts[1]))];

    /// <summary>The same the other way round.</summary>
    public static string Write(IEnumerable<CallParameter> settings) =>
        string.Join(' ', settings.Select(static setting => $"{setting.Name}={setting.Value}"));

    /// <summary>A list of texts as a setting.</summary>
    public static CallParameter List(string name, params string[] texts) => new(name, "", ParameterKind.List)
    {
        Items = [.. texts.Select(static (text, index) => new CallParameter(index.ToString(CultureInfo.InvariantCulture), text))],
    };

    /// <summary>A queue as a setting.</summary>
    public static CallParameter Queue(params (string Type, long Id)[] entries) => new(LineFieldTable.Queue, "", ParameterKind.List)
    {
        Items =
        [
            .. entries.Select(static (entry, index) => new CallParameter($"{index}", "", ParameterKind.Map)
            {
                Items = [new("ENTITY_TYPE", entry.Type), CallParameter.Of("ENTITY_ID", entry.Id)],
            }),
        ],
    };

    /// <summary>A line with the id 22 and these fields beside it.</summary>
    public static LineRecord Line(string fields) => LineRecord.Read(Json(LineOf(fields)));

    public static string LineOf(string fields) => fields.Length == 0 ? """{"ID":"22"}""" : $$"""{"ID":"22",{{fields}}}""";

    public static JsonValue Json(string json) => new(Encoding.UTF8.GetBytes(json));
}
