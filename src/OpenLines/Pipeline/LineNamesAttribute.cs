using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>Marks a parameter, which takes a pattern, for which Tab offers the names of the portal's lines.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LineNamesAttribute() : ArgumentCompleterAttribute(typeof(Completer))
{
    private sealed class Completer() : NameCompleter(static names => names.Lines, offersNames: true);
}
