using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Makes the methods of other modules that a whole job needs: a connection without the permission for one goes on without it.
/// </summary>
internal static class NeighbourMethod
{
    /// <param name="name">The method's name, such as <c>im.chat.get</c>.</param>
    /// <param name="scope">The permission that it needs, such as <c>im</c>.</param>
    /// <param name="usualDuration">How long one call takes by the samples of the documentation.</param>
    /// <param name="read">Reads the <c>result</c>; throws <see cref="FormatException"/> where it is not what the method answers.</param>
    public static RestMethod<T> Create<T>(string name, string scope, TimeSpan usualDuration, Func<JsonValue, T> read) =>
        new(name, SafetyTable.Of(name), usualDuration, read) { Scope = scope };
}
