using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>Marks a parameter for which Tab offers those who are in the queues of the portal's lines.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OperatorsAttribute() : ArgumentCompleterAttribute(typeof(Completer))
{
    private sealed class Completer() : NameCompleter(static names => names.Operators);
}
