using System;
using System.Linq;
using System.Management.Automation;

namespace OpenLines;

/// <summary>As <see cref="ConnectionOrNameAttribute"/>, for one or several: each that is neither is null in its place.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionsOrNamesAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        LanguagePrimitives.GetEnumerable(inputData) is { } several
            ? several.Cast<object?>().Select(ConnectionOrNameAttribute.Find).ToArray()
            : new[] { ConnectionOrNameAttribute.Find(inputData) };
}
