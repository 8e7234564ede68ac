using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Makes the methods of Open Lines and those of other modules that a whole job needs: what may be done with a lost call is the
/// <see cref="SafetyTable"/>'s to say, and which permission it needs the <see cref="ScopeTable"/>'s.
/// </summary>
internal static class OpenLinesMethod
{
    /// <summary>Whether a method is one of Open Lines.</summary>
    public static bool IsOne(string name) => name.StartsWith(SafetyTable.Prefix, StringComparison.OrdinalIgnoreCase);

    /// <param name="name">The method's name, such as <c>imopenlines.session.open</c>.</param>
    /// <param name="usualDuration">How long one call takes by the samples of the documentation.</param>
    /// <param name="read">Reads the <c>result</c>; throws <see cref="FormatException"/> where it is not what the method answers.</param>
    public static RestMethod<T> Create<T>(string name, TimeSpan usualDuration, Func<JsonValue, T> read) =>
        new(name, SafetyTable.Of(name), usualDuration, read)
        {
            Scope = ScopeTable.NameOf(name),
            RepetitionCode = SafetyTable.RepetitionCodeOf(name),
        };
}
