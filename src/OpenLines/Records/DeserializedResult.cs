using System;
using System.Linq;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// Knows our own results after they have been through a file, a job or another machine (Export-Clixml, Start-Job, Invoke-Command).
/// Such a copy has their properties, and only its type name tells what it was.
/// </summary>
internal static class DeserializedResult
{
    private const string Prefix = "Deserialized.";

    /// <param name="record">An object that has nothing but properties.</param>
    /// <param name="mark">A property that every result has, the one that is most likely there.</param>
    /// <param name="first">The first record of the pipeline that made the result.</param>
    public static bool TryRead(PSObject record, string mark, out object? first)
    {
        // A row of a file has note properties. It is asked for nothing more: to look for a property that it lacks costs as much as to bind
        // it, and to ask for its type names makes the engine store them in every row.
        if (record.Properties[mark] is { MemberType: PSMemberTypes.Property }
            && record.Properties[nameof(IPortalResult.InputObject)] is { } property
            && record.TypeNames.Any(IsResult))
        {
            first = property.Value;
            return true;
        }

        first = null;
        return false;
    }

    private static bool IsResult(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && typeof(IPortalResult).Assembly.GetType(name.Substring(Prefix.Length)) is { } type
        && typeof(IPortalResult).IsAssignableFrom(type);
}
