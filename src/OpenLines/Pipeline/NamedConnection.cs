using System;
using System.Collections;
using System.Linq;
using System.Management.Automation.Language;

namespace OpenLines;

/// <summary>The connection that a command means while it is typed.</summary>
internal static class NamedConnection
{
    private const string Parameter = nameof(PortalCmdlet.Connection);

    /// <returns>Null where there is none, and where only a run of the command could tell which it is.</returns>
    public static Bitrix24Connection? Find(CommandAst? command, IDictionary? bound) =>
        bound?.Contains(Parameter) == true
            ? BareValue.Of(bound[Parameter]) switch
            {
                Bitrix24Connection connection => connection,
                string name => RunspaceConnections.Here.Find(name),
                _ => null,
            }
            : command?.CommandElements.Any(MayName) == true ? null : RunspaceConnections.Here.Default;

    private static bool MayName(CommandElementAst element) => element switch
    {
        CommandParameterAst parameter => parameter.ParameterName.Length > 0
            && Parameter.StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase),
        VariableExpressionAst variable => variable.Splatted,
        _ => false,
    };
}
