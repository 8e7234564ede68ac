using System.Collections.Generic;
using System.Diagnostics;

namespace Bitrix24.Rest;

/// <summary>
/// All parts of one length that the forms of a secret have, each kept once: however often a part is repeated in a secret, a text is read
/// once. A longer part is found by all those that lie in it.
/// </summary>
/// <param name="length">The length.</param>
internal sealed class SecretParts(int length)
{
    private const ulong Base = 0x100000001B3;
    private const int Kinds = 1 << 12;

    // Neither a debugger nor a crash report has any use for these.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Dictionary<ulong, List<(SecretForm Form, int At)>> _places = [];
    private readonly ulong _outgoing = Power(length - 1);

    // Most places of most texts are no part, and this says so faster than the dictionary.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly bool[] _mayBe = new bool[Kinds];

    public int Length => length;

    /// <summary>Adds the parts of a form.</summary>
    public void Add(SecretForm form)
    {
        var hash = 0UL;
        for (var i = 0; i < form.Characters.Length; i++)
        {
            hash = (hash * Base) + form.Characters[i];
            var first = i - length + 1;
            if (first >= 0)
            {
                AddPart(hash, form, first);
                hash -= form.Characters[first] * _outgoing;
            }
        }
    }

    /// <summary>Where parts stand in a text, and with those in base64 what stands beside them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isJoined">Whether its separators were taken out: nobody can tell any more where its base64 ends.</param>
    /// <param name="found">What was found.</param>
    public void Find(SeenText text, bool isJoined, List<(int Start, int End)> found)
    {
        var characters = text.Folded;
        if (characters.Length < length)
        {
            return;
        }

        var hash = 0UL;
        var readTo = -1;
        for (var i = 0; i < characters.Length; i++)
        {
            hash = (hash * Base) + characters[i];
            var first = i - length + 1;
            if (first < 0)
            {
                continue;
            }

            if (_mayBe[KindOf(hash)] && _places.TryGetValue(hash, out var places))
            {
                foreach (var (form, at) in places)
                {
                    if (!IsSame(form, at, characters, first) || (form.IsBase64 && (isJoined || i <= readTo)))
                    {
                        continue;
                    }

                    var (start, end) = form.IsBase64 ? RunOf(characters, first, i) : (first, i);
                    readTo = form.IsBase64 ? end : readTo;
                    Add(text.PlaceOf(start, end), found);
                }
            }

            hash -= characters[first] * _outgoing;
        }
    }

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++)
        {
            power *= Base;
        }

        return power;
    }

    private static void Add((int Start, int End) place, List<(int Start, int End)> found)
    {
        if (found.Count > 0 && found[found.Count - 1] is var last && last.Start <= place.Start && place.Start < last.End)
        {
            found[found.Count - 1] = (last.Start, place.End > last.End ? place.End : last.End);
        }
        else
        {
            found.Add(place);
        }
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

    private bool IsSame(SecretForm form, int at, string characters, int first) =>
        string.CompareOrdinal(form.Characters, at, characters, first, length) == 0;

    private static int KindOf(ulong hash) => (int)((hash ^ (hash >> 29)) % Kinds);

    private void AddPart(ulong hash, SecretForm form, int at)
    {
        _mayBe[KindOf(hash)] = true;
        if (!_places.TryGetValue(hash, out var places))
        {
            _places[hash] = places = [];
        }

        if (!places.Exists(place => place.Form.IsBase64 == form.IsBase64 && IsSame(place.Form, place.At, form.Characters, at)))
        {
            places.Add((form, at));
        }
    }
}
