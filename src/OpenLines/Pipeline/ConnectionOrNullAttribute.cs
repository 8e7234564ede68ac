using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// For a connection that may be piped in: what is none becomes null, which the cmdlet refuses. The engine's refusal of a piped object shows
/// the beginning and the end of its text, and the end of a webhook is its code.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionOrNullAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        BareValue.Of(inputData) is Bitrix24Connection connection ? connection : null;
}
