using System.Management.Automation;
using System.Management.Automation.Internal;

namespace OpenLines;

/// <summary>What a script means by an object, without what the engine or a library wraps around it.</summary>
internal static class BareValue
{
    /// <summary>The .NET object; null for what is no value; an object that has nothing but properties stays as it is.</summary>
    public static object? Of(object? value) => value switch
    {
        PSObject wrapped when ReferenceEquals(wrapped, AutomationNull.Value) => null,
        PSObject { BaseObject: PSCustomObject } => value,
        PSObject { BaseObject: var bare } => ScalarValue.Of(bare),
        _ => ScalarValue.Of(value),
    };
}
