using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// Reads the properties of a record of any kind: those of an object, or the keys of a dictionary. Names are compared without case.
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
        foreach (var name in names)
        {
            if (BareValue.Of(record) switch
            {
                IDictionary keys => TryReadKey(keys, name, ref value),
                IDictionary<string, object?> keys => TryReadKey(keys, name, ref value),
                _ => TryReadProperty(record, name, ref value),
            })
            {
                value = BareValue.Of(value);
                return true;
            }
        }

        return false;
    }

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

    private static bool TryReadKey(IDictionary keys, string name, ref object? value)
    {
        if (keys.Contains(name))
        {
            value = keys[name];
            return true;
        }

        foreach (DictionaryEntry entry in keys)
        {
            if (BareValue.Of(entry.Key) is string key && Same(key, name))
            {
                value = entry.Value;
                return true;
            }
        }

        return false;
    }

    private static bool TryReadKey(IDictionary<string, object?> keys, string name, ref object? value)
    {
        if (keys.TryGetValue(name, out value))
        {
            return true;
        }

        foreach (var entry in keys)
        {
            if (Same(entry.Key, name))
            {
                value = entry.Value;
                return true;
            }
        }

        return false;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
