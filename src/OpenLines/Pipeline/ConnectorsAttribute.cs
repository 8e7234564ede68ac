using System;
using System.Management.Automation;
using Bitrix24.OpenLines;

namespace OpenLines;

/// <summary>Marks a parameter for which Tab offers the connectors that Bitrix24 has of its own; a portal may have others.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectorsAttribute() : ArgumentCompleterAttribute(typeof(Completer))
{
    private sealed class Completer() : WordCompleter(ConnectorMethods.Usual);
}
