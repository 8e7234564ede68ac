using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenLines;

/// <summary>Completes the names of the runspace's connections, and tells the portal, the user and the state of each.</summary>
internal sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        RunspaceConnections.Here.All
            .Where(connection => connection.Name.StartsWith(TypedWord.Begun(wordToComplete), StringComparison.OrdinalIgnoreCase))
            .Select(static connection => new CompletionResult(
                TypedWord.Of(connection.Name),
                connection.Name,
                CompletionResultType.ParameterValue,
                Describe(connection)));

    private static string Describe(Bitrix24Connection connection)
    {
        var about = $"{connection.Portal.Host}, {connection.User}, {connection.State}";
        return connection.IsDefault ? ModuleText.Of("Connections_Default", about).ToString() : about;
    }
}
