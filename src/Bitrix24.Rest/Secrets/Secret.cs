using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Bitrix24.Rest;

/// <summary>
/// A webhook code or a token, the only object that keeps one. It has no member that a formatter, a serializer or a debugger could print.
/// </summary>
internal sealed class Secret
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly SecretSearch _search;

    public Secret(string value)
    {
        _value = value;
        _search = new SecretSearch(value);
    }

    /// <summary>The value, for the request that needs it and for nothing else.</summary>
    public string Reveal() => _value;

    /// <summary>Whether it is this value.</summary>
    public bool Is(string value) => string.Equals(_value, value, StringComparison.Ordinal);

    /// <summary>Whether both are the same value.</summary>
    public bool Is(Secret other) => Is(other._value);

    /// <summary>Where it stands in a text, in any form.</summary>
    public void Find(SeenText text, List<(int Start, int End)> found) => _search.Find(text, found);

    /// <summary>Where it stands in a text whose separators were taken out.</summary>
    public void FindJoined(SeenText text, List<(int Start, int End)> found) => _search.FindJoined(text, found);

    public override string ToString() => "***";
}
