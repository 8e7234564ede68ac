namespace OpenLines;

/// <summary>Something of a portal that has an id and a name.</summary>
/// <param name="Id">The id, above zero.</param>
/// <param name="Name">The name, safe to show; blank where the portal does not tell it.</param>
/// <param name="IsExact">Whether the name is shown as the portal has it, so that it can be given again.</param>
internal readonly record struct KnownName(long Id, string Name, bool IsExact);
