namespace OpenLines;

/// <summary>A value that an item came with.</summary>
/// <param name="Parameter">The parameter that it is for: a session id is no chat id, though both are numbers.</param>
/// <param name="Value">The bare value: a text or a number.</param>
internal sealed record NamedValue(string? Parameter, object Value);
