using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Marks a parameter for which Tab offers the names of environment variables; what they hold may be a secret.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EnvironmentVariablesAttribute() : ArgumentCompleterAttribute(typeof(Completer))
{
    private sealed class Completer : IArgumentCompleter
    {
        private const int Most = 500;
        private const int LongestName = 200;

        public IEnumerable<CompletionResult> CompleteArgument(
            string commandName,
            string parameterName,
            string wordToComplete,
            CommandAst commandAst,
            IDictionary fakeBoundParameters)
        {
            var word = TypedWord.Begun(wordToComplete);
            return Environment.GetEnvironmentVariables().Keys.Cast<string>()
                .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && IsShown(name))
                .OrderBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Take(Most)
                .Select(static name => new CompletionResult(TypedWord.Of(name), name, CompletionResultType.ParameterValue, name));
        }

        /// <summary>One that cannot be shown as it is could not be given as it is shown.</summary>
        private static bool IsShown(string name) => name.Length > 0 && Redaction.None.Clean(name, LongestName) == name;
    }
}
