using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using CsvHelper.Configuration;

namespace CsvJob.Csv;

/// <summary>Reads a CSV file as Import-Csv does: comma, a first line of names, short rows allowed.</summary>
internal static class CsvReading
{
    public static IEnumerable<CsvRow> Read(string path)
    {
        using var text = new StreamReader(path);
        foreach (var row in Read(text))
        {
            yield return row;
        }
    }

    public static IEnumerable<CsvRow> Read(TextReader text)
    {
        using var reader = new CsvReader(
            text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null });
        if (!reader.Read() || !reader.ReadHeader())
        {
            yield break;
        }

        var columns = reader.HeaderRecord ?? [];
        while (reader.Read())
        {
            yield return new(columns, [.. Enumerable.Range(0, columns.Length).Select(reader.GetField)]);
        }
    }
}
