using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// The columns of a record of any kind, flat: texts, numbers, dates and the like stay as they are, anything else becomes a text.
/// </summary>
internal static class RecordColumns
{
    /// <summary>Columns in their order. A text or a number has none, and neither has a list.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Of(object? record) => BareValue.Of(record) switch
    {
        null or string => [],
        DataRow row => row.Table.Columns.OfType<DataColumn>().Select(column => Column(column.ColumnName, () => row[column])),
        var bare when KeyedRecord.EntriesOf(bare) is { } entries =>
            OfKeys(entries).Concat(RecordProperty.AddedTo(record!).Select(static property => Column(property.Name, () => property.Value))),
        ValueType or IEnumerable => [],
        _ => PSObject.AsPSObject(record).Properties
            .Where(static property => property.IsGettable)
            .Select(static property => Column(property.Name, () => property.Value)),
    };

    private static List<KeyValuePair<string, object?>> OfKeys(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var columns = new List<KeyValuePair<string, object?>>();
        try
        {
            columns.AddRange(entries.Select(static entry => Column(entry.Key, () => entry.Value)));
        }
#pragma warning disable CA1031 // Code of whoever made the record, which may be gone by now: what was read of it stays.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        return columns;
    }

    private static KeyValuePair<string, object?> Column(string name, Func<object?> read)
    {
        try
        {
            return new(name, Flat(read()));
        }
#pragma warning disable CA1031 // A property runs code of whoever made the object: what it throws must not cost the other columns.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new(name, value: null);
        }
    }

    private static object? Flat(object? value) => BareValue.Of(value) switch
    {
        null => null,
        (string or ValueType) and var scalar => scalar,
        _ => LanguagePrimitives.ConvertTo<string>(value),
    };
}
