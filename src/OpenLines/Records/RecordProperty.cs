using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// Reads the properties of a record of any kind: the keys of one that has some, and those of an object. Names are compared without case.
/// </summary>
internal static class RecordProperty
{
    /// <summary>Reads the first of some properties that the record has.</summary>
    /// <param name="record">The record, as it came.</param>
    /// <param name="names">The names, the most wanted first.</param>
    /// <param name="value">What it holds, without the engine's wrapping.</param>
    /// <returns>False where it has none of them.</returns>
    /// <exception cref="Exception">Whatever the property's own code throws.</exception>
    public static bool TryRead(object record, IReadOnlyList<string> names, out object? value)
    {
        value = null;
        var entries = KeyedRecord.EntriesOf(BareValue.Of(record));
        foreach (var name in names)
        {
            if ((entries is not null && TryReadKey(entries, name, ref value)) || TryReadProperty(record, name, ref value))
            {
                value = BareValue.Of(value);
                return true;
            }
        }

        return false;
    }

    /// <summary>The names of all that the record has; of one with keys that is what was added to it besides, too.</summary>
    public static IEnumerable<string> NamesIn(object record) => KeyedRecord.EntriesOf(BareValue.Of(record)) is { } entries
        ? [.. entries.Select(static entry => entry.Key), .. AddedTo(record).Select(static property => property.Name)]
        : PSObject.AsPSObject(record).Properties.Select(static property => property.Name);

    /// <summary>The properties that a script has added to an object, such as with Add-Member.</summary>
    public static IEnumerable<PSPropertyInfo> AddedTo(object record) =>
        PSObject.AsPSObject(record).Properties.Where(static property => property.MemberType != PSMemberTypes.Property);

    /// <summary>Whether reading the property would run a script: a record that only passes by must not make anything happen.</summary>
    public static bool IsScript(object record, string name) => PSObject.AsPSObject(record).Properties[name] switch
    {
        PSScriptProperty => true,
        PSAliasProperty alias => alias.ReferencedMemberName is { } other && !Same(other, name) && IsScript(record, other),
        _ => false,
    };

    private static bool TryReadProperty(object record, string name, ref object? value)
    {
        if (PSObject.AsPSObject(record).Properties[name] is not { } property)
        {
            return false;
        }

        value = property.Value;
        return true;
    }

    private static bool TryReadKey(IEnumerable<KeyValuePair<string, object?>> entries, string name, ref object? value)
    {
        var isFound = false;
        foreach (var entry in entries)
        {
            var isExact = entry.Key == name;
            if (isExact || (!isFound && Same(entry.Key, name)))
            {
                value = entry.Value;
                isFound = true;
            }

            if (isExact)
            {
                break;
            }
        }

        return isFound;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
