using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenLines;

/// <summary>
/// Completes the words that a parameter takes. Where it has none to offer nothing is offered: not the files of the folder, which PowerShell
/// offers for a parameter that has no completer.
/// </summary>
/// <param name="words">The words.</param>
internal abstract class WordCompleter(IReadOnlyList<string> words) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        words.Where(word => word.StartsWith(TypedWord.Begun(wordToComplete), StringComparison.OrdinalIgnoreCase))
            .Select(static word => new CompletionResult(word));
}
