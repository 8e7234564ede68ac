using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Tells of a record that has no value to work on: which properties were looked for, and which it has.</summary>
internal static class MissingIdentity
{
    private const int MostShownProperties = 8;

    /// <param name="error">The refusal of the missing value.</param>
    /// <param name="record">The record.</param>
    /// <param name="names">The properties that were looked for.</param>
    /// <param name="redaction">The connection's redaction.</param>
    public static Bitrix24Exception Explain(Bitrix24Exception error, PSObject record, IEnumerable<string> names, Redaction redaction)
    {
        var present = string.Join(", ", record.Properties.Take(MostShownProperties).Select(static property => property.Name));
        var text = $"The record has no value in a property {string.Join(", ", names)}. It has: {present}.";
        return Failure.Own(error.Id, redaction.Clean(text, Redaction.LongestDescription), error.Method);
    }
}
