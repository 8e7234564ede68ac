using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>Marks a parameter for which Tab offers the lines of the portal.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LinesAttribute() : ArgumentCompleterAttribute(typeof(Completer))
{
    private sealed class Completer() : NameCompleter(static names => names.Lines);
}
