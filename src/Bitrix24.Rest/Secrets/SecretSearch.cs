using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;

namespace Bitrix24.Rest;

/// <summary>
/// Finds a secret in a text: as it is, in base64 wherever it begins in it, in hexadecimal, and any
/// part of these that would tell much of it. The text is read once, whatever the number of forms.
/// </summary>
internal sealed class SecretSearch
{
    /// <summary>A part of fewer characters is too little to tell anything, and could be in any text.</summary>
    private const int ShortestPart = 8;

    /// <summary>Base64 of a secret of four characters is like any word.</summary>
    private const int ShortestBase64 = 6;

    private const ulong Base = 0x100000001B3;

    // Neither a debugger nor a crash report has any use for these.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Dictionary<ulong, List<(SecretForm Form, int At)>> _places = [];
    private readonly int _window;
    private readonly ulong _outgoing = 1;

    public SecretSearch(string value)
    {
        _window = Math.Min(ShortestPart, value.Length);
        for (var i = 1; i < _window; i++)
        {
            _outgoing *= Base;
        }

        foreach (var form in FormsOf(value).Where(form => form.Characters.Length >= form.Shortest && form.Shortest >= _window))
        {
            Index(form);
        }
    }

    /// <summary>Where the secret stands among the characters.</summary>
    public void Find(SeenText text, List<(int Start, int End)> found)
    {
        var characters = text.Characters;
        var hash = 0UL;
        var next = 0;
        for (var i = 0; i < characters.Length && _places.Count > 0; i++)
        {
            var first = i - _window + 1;
            hash = (hash * Base) + characters[i];
            if (first >= next && _places.TryGetValue(hash, out var places) && FindAt(characters, first, places) is { } place)
            {
                found.Add(text.PlaceOf(place.First, place.Last));

                // Another appearance may begin before this one ends.
                next = Math.Max(first + 1, place.Last - _window + 2);
            }

            hash -= first >= 0 ? characters[first] * _outgoing : 0;
        }
    }

    private static IEnumerable<SecretForm> FormsOf(string value)
    {
        if (value.Length == 0)
        {
            yield break;
        }

        yield return new(value, Math.Min(ShortestPart, value.Length));

        var bytes = Encoding.UTF8.GetBytes(value);
        if (bytes.Length > value.Length)
        {
            // Characters of several bytes: the escapes of single bytes are not read, so the form is known as a whole.
            var encoded = Uri.EscapeDataString(value);
            yield return new(encoded, encoded.Length);
        }

        var hex = string.Concat(bytes.Select(static part => part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
        yield return new(hex, Math.Min(2 * ShortestPart, hex.Length));

        for (var offset = 0; offset < 3; offset++)
        {
            // A character of base64 has six bits; the first and the last ones may share theirs with what stands beside the secret.
            byte[] shifted = [.. new byte[offset], .. bytes];
            var first = ((8 * offset) + 5) / 6;
            var base64 = Convert.ToBase64String(shifted).Substring(first, (8 * shifted.Length / 6) - first);
            yield return new(base64, Math.Max(ShortestBase64, Math.Min(ShortestPart, base64.Length))) { IsBase64 = true };
        }
    }

    private static (int First, int Last)? FindAt(string characters, int first, List<(SecretForm Form, int At)> places)
    {
        (int First, int Last)? longest = null;
        foreach (var (form, at) in places)
        {
            var length = 0;
            while (at + length < form.Characters.Length
                && first + length < characters.Length
                && form.Characters[at + length] == characters[first + length])
            {
                length++;
            }

            if (length >= form.Shortest)
            {
                var place = form.IsBase64 ? RunOf(characters, first, first + length - 1) : (First: first, Last: first + length - 1);
                longest = longest is { } other && other.Last >= place.Last ? other : place;
            }
        }

        return longest;
    }

    /// <summary>
    /// The whole of what is one base64 text: the characters beside a secret have bits of it, and nobody can read the others.
    /// </summary>
    private static (int First, int Last) RunOf(string characters, int first, int last)
    {
        while (first > 0 && IsBase64(characters[first - 1]))
        {
            first--;
        }

        while (last + 1 < characters.Length && IsBase64(characters[last + 1]))
        {
            last++;
        }

        for (var padding = 0; padding < 2 && last + 1 < characters.Length && characters[last + 1] == '='; padding++)
        {
            last++;
        }

        return (first, last);
    }

    private static bool IsBase64(char character) => character is >= 'A' and <= 'Z' or >= '0' and <= '9' or '+' or '/';

    private void Index(SecretForm form)
    {
        for (var at = 0; at + _window <= form.Characters.Length; at++)
        {
            var hash = 0UL;
            for (var i = at; i < at + _window; i++)
            {
                hash = (hash * Base) + form.Characters[i];
            }

            if (!_places.TryGetValue(hash, out var places))
            {
                _places[hash] = places = [];
            }

            places.Add((form, at));
        }
    }
}
