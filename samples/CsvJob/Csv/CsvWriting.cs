using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;

namespace CsvJob.Csv;

/// <summary>
/// Writes rows with columns of ours behind their own; a column that was ours already, in an earlier run's file, is written anew.
/// </summary>
internal static class CsvWriting
{
    /// <param name="text">Where they are written; it stays open.</param>
    /// <param name="added">The names of the added columns.</param>
    /// <param name="rows">The rows, with the values of the added columns.</param>
    public static void Write(TextWriter text, IReadOnlyList<string> added, IReadOnlyList<(CsvRow Row, string[] Values)> rows)
    {
        using var writer = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
        var columns = rows.Count == 0 ? [] : rows[0].Row.Columns;
        var kept = Enumerable.Range(0, columns.Count).Where(i => !added.Contains(columns[i], StringComparer.OrdinalIgnoreCase)).ToList();
        WriteLine(kept.Select(i => columns[i]).Concat(added));
        foreach (var (row, values) in rows)
        {
            WriteLine(kept.Select(i => row.Values[i]).Concat(values));
        }

        void WriteLine(IEnumerable<string?> fields)
        {
            foreach (var field in fields)
            {
                writer.WriteField(field);
            }

            writer.NextRecord();
        }
    }
}
