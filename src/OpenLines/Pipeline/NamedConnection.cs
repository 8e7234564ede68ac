using System;
using System.Collections;
using System.Linq;
using System.Management.Automation.Language;

namespace OpenLines;

/// <summary>The connection that a command means while it is typed.</summary>
internal static class NamedConnection
{
    private const string Parameter = nameof(PortalCmdlet.Connection);

    /// <param name="name">The name of the command.</param>
    /// <param name="command">The command as far as it is typed.</param>
    /// <param name="bound">What is known of its parameters.</param>
    /// <returns>Null where there is none, and where only a run of the command could tell which it is.</returns>
    public static Bitrix24Connection? Find(string name, CommandAst? command, IDictionary? bound) =>
        bound?.Contains(Parameter) == true ? ConnectionOrNameAttribute.Find(bound[Parameter])
        : command?.CommandElements.Any(MayName) == true ? null
        : PresetParameter.TryFind(name, Parameter, out var preset) ? ConnectionOrNameAttribute.Find(preset)
        : RunspaceConnections.Here.Default;

    private static bool MayName(CommandElementAst element) => element switch
    {
        CommandParameterAst parameter => parameter.ParameterName.Length > 0
            && Parameter.StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase),
        VariableExpressionAst variable => variable.Splatted,
        _ => false,
    };
}
