using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpenLines;

/// <summary>
/// Completes what has an id and a name at the portal: by the beginning of the id, or by a part of the name. Without an open connection, and
/// while a command uses it, only what is known already is offered.
/// </summary>
/// <param name="kind">The names of a connection that are offered.</param>
/// <param name="offersNames">Whether the parameter takes the name, as a pattern, and not the id.</param>
internal abstract class NameCompleter(Func<PortalNames, KnownNames> kind, bool offersNames = false) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        if (NamedConnection.Find(commandName, commandAst, fakeBoundParameters) is not { State: Bitrix24ConnectionState.Open } connection)
        {
            return [];
        }

        var word = TypedWord.Begun(wordToComplete);
        var names = kind(connection.Names).Get(mayAsk: connection.IsIdle);
        return offersNames
            ? names.Where(known => known.IsExact && Has(known.Name, word)).Select(static known => OfName(known))
            : names.Where(known => IdOf(known).StartsWith(word, StringComparison.Ordinal) || Has(known.Name, word)).Select(OfId);
    }

    private static bool Has(string name, string word) => name.IndexOf(word, StringComparison.CurrentCultureIgnoreCase) >= 0;

    private static string IdOf(KnownName known) => known.Id.ToString(CultureInfo.InvariantCulture);

    private static CompletionResult OfId(KnownName known)
    {
        var id = IdOf(known);
        return known.Name.Length == 0
            ? new(id)
            : new(id, $"{id} {known.Name}", CompletionResultType.ParameterValue, known.Name);
    }

    private static CompletionResult OfName(KnownName known) => new(
        TypedWord.Of(WildcardPattern.Escape(known.Name)), known.Name, CompletionResultType.ParameterValue, $"{IdOf(known)} {known.Name}");
}
