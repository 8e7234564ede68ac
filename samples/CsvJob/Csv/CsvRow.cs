using System;
using System.Collections.Generic;

namespace CsvJob.Csv;

/// <summary>One row of a CSV file, with all its columns.</summary>
/// <param name="Columns">Their names.</param>
/// <param name="Values">Their values; null where the row is too short.</param>
internal sealed record CsvRow(IReadOnlyList<string> Columns, IReadOnlyList<string?> Values)
{
    private static readonly string[] CodeColumns = ["UserCode", "USER_CODE", "EntityId", "ENTITY_ID", "Code"];

    /// <summary>The user code, from the column that Get-OLChatByUserCode would read; null where there is none.</summary>
    public string? UserCode
    {
        get
        {
            foreach (var name in CodeColumns)
            {
                for (var i = 0; i < Columns.Count; i++)
                {
                    if (string.Equals(Columns[i], name, StringComparison.OrdinalIgnoreCase))
                    {
                        return Values[i];
                    }
                }
            }

            return null;
        }
    }
}
