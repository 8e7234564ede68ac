using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace OpenLines;

/// <summary>One input item: the value to work on, and the objects it came with.</summary>
/// <param name="Value">The bare value, of any type.</param>
/// <param name="Source">The object that was piped in or given: the error's TargetObject.</param>
/// <param name="First">The first record of the pipeline.</param>
/// <param name="UserCode">The user code that came along, if one did.</param>
internal readonly record struct InputItem(object? Value, object? Source, object? First, string? UserCode)
{
    /// <summary>Its place in the input, from 1: the name of an item that has no other.</summary>
    public long Number { get; init; }

    /// <summary>The value as text; empty where it is none, or where an object of the user's own fails to say.</summary>
    public string Name
    {
        get
        {
            try
            {
                return Value as string ?? Value?.ToString() ?? "";
            }
#pragma warning disable CA1031 // Code of whoever made the object, and its failure must not cost the other items their outcomes.
            catch (Exception)
#pragma warning restore CA1031
            {
                return "";
            }
        }
    }

    /// <summary>A value from the command line.</summary>
    public static InputItem OfArgument(object? value) => new(Bare(value), value, value, UserCode: null);

    /// <summary>A record from the pipeline: a scalar is the value itself, anything else brings it in a property.</summary>
    /// <param name="record">The record.</param>
    /// <param name="property">What the engine bound from the record's property.</param>
    public static InputItem OfRecord(object? record, object? property)
    {
        var bare = Bare(record);
        return bare switch
        {
            string or ValueType or IDictionary => new(bare, record, record, UserCode: null),
            Chat chat => new(Bare(property), record, chat.InputObject, chat.UserCode),
            SessionResult result => new(Bare(property), record, result.InputObject, result.UserCode),
            _ => new(Bare(property), record, record, UserCodeOf(record as PSObject)),
        };
    }

    /// <summary>An argument as items: a list is many of them.</summary>
    public static IEnumerable<InputItem> OfArguments(object? argument)
    {
        if (Bare(argument) is IEnumerable list and not string and not IDictionary)
        {
            foreach (var value in list)
            {
                yield return OfArgument(value);
            }
        }
        else
        {
            yield return OfArgument(argument);
        }
    }

    // Only what a row holds: a script property could run code, and the general names Code and EntityId may hold anything.
    private static string? UserCodeOf(PSObject? record) =>
        (record?.Properties["UserCode"] ?? record?.Properties["USER_CODE"]) is PSNoteProperty { Value: string code } ? code : null;

    private static object? Bare(object? value) => value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
}
