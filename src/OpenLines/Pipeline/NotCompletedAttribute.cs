using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>Marks a parameter that Tab has nothing to offer for: an id or a text that nobody knows before.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotCompletedAttribute() : ArgumentCompleterAttribute(typeof(Completer))
{
    private sealed class Completer() : WordCompleter([]);
}
