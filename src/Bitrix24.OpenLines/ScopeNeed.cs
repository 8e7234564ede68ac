using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>A permission that methods of this library need.</summary>
/// <param name="Name">As it is called, with its scope.</param>
/// <param name="Scopes">The scopes that give it; any of them does.</param>
internal sealed record ScopeNeed(LocalizableText Name, IReadOnlyList<string> Scopes)
{
    /// <summary>Whether it is that of Open Lines, without which no connection is made.</summary>
    public bool IsOpenLines => Scopes[0] == ScopeTable.OpenLines;

    /// <summary>Whether it is among those that were granted.</summary>
    public bool IsIn(IReadOnlyCollection<string> granted) => Scopes.Intersect(granted, StringComparer.OrdinalIgnoreCase).Any();
}
