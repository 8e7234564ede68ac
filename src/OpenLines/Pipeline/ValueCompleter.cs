namespace OpenLines;

/// <summary>Completes nothing: what the parameter takes is an id or a text that nobody knows before.</summary>
internal sealed class ValueCompleter() : WordCompleter([]);
