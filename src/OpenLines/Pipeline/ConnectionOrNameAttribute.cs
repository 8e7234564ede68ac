using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// For a connection that is given itself or by its name in the runspace. What is neither becomes null, which the cmdlet refuses: the
/// engine's refusal would repeat it, and it may be a webhook.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionOrNameAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => BareValue.Of(inputData) switch
    {
        Bitrix24Connection connection => connection,
        string name => RunspaceConnections.Here.Find(name),
        _ => null,
    };
}
