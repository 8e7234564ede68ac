using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;

namespace CsvJob.Csv;

/// <summary>Writes rows with columns of ours behind their own; a column that was ours already, in an earlier run's file, is written anew.</summary>
internal static class CsvWriting
{
    /// <param name="path">The file; its folder is made, and an older file is replaced.</param>
    /// <param name="added">The names of the added columns.</param>
    /// <param name="rows">The rows, with the values of the added columns.</param>
    public static void Write(string path, IReadOnlyList<string> added, IReadOnlyList<(CsvRow Row, string[] Values)> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new CsvWriter(new StreamWriter(path), CultureInfo.InvariantCulture);
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
