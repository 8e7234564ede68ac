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
    /// <summary>The connection of a value; null where it is none and not the name of one.</summary>
    public static Bitrix24Connection? Find(object? value) => BareValue.Of(value) switch
    {
        Bitrix24Connection connection => connection,
        string name => RunspaceConnections.Here.Find(name),
        _ => null,
    };

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Find(inputData);
}
