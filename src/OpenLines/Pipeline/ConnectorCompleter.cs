using Bitrix24.OpenLines;

namespace OpenLines;

/// <summary>Completes the connectors that Bitrix24 has of its own; a portal may have others.</summary>
internal sealed class ConnectorCompleter() : WordCompleter(ConnectorMethods.Usual);
