using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The methods that keep all dialogs of the caller with him, or no longer: they answer the sessions that changed.</summary>
internal static class PinMethods
{
    /// <summary>
    /// See <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-pin-all.html">
    /// imopenlines.session.mode.pinAll</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<long>> PinAll =
        OpenLinesMethod.Create("imopenlines.session.mode.pinAll", TimeSpan.FromSeconds(0.66), ReadIds);

    /// <summary>
    /// See <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-unpin-all.html">
    /// imopenlines.session.mode.unpinAll</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<long>> UnpinAll =
        OpenLinesMethod.Create("imopenlines.session.mode.unpinAll", TimeSpan.FromSeconds(0.71), ReadIds);

    /// <param name="method"><see cref="PinAll"/> or <see cref="UnpinAll"/>.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call OfAll(RestMethod<IReadOnlyList<long>> method, HaltGroup? haltGroup) =>
        new Call<IReadOnlyList<long>>(method, []) { HaltGroup = haltGroup };

    // A list that the portal has taken something out of is a map to it.
    private static IReadOnlyList<long> ReadIds(JsonValue result) => result.Kind is JsonValueKind.Array or JsonValueKind.Object
        ? [.. result.Values(int.MaxValue).Select(static value => value.Number() is > 0 and var id ? id : throw new FormatException())]
        : throw new FormatException();
}
