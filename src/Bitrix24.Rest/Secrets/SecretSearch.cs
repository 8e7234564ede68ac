using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Bitrix24.Rest;

/// <summary>
/// Finds a secret in a text: as it is, in base64 wherever it begins in it, in hexadecimal, and any part of these that tells much of it.
/// </summary>
internal sealed class SecretSearch
{
    /// <summary>A part of fewer characters is too little to tell anything, and could be in any text.</summary>
    private const int ShortestPart = 8;

    /// <summary>Base64 of a secret of four characters is like any word.</summary>
    private const int ShortestBase64 = 6;

    // How PowerShell, Windows and their logs have a text in bytes.
    private static readonly Encoding[] Wide = [Encoding.Unicode, Encoding.BigEndianUnicode];

    private readonly List<SecretParts> _parts = [];

    public SecretSearch(string value)
    {
        foreach (var form in FormsOf(value).Where(static form => form.Characters.Length >= form.Shortest))
        {
            var parts = _parts.Find(known => known.Length == form.Shortest);
            if (parts is null)
            {
                _parts.Add(parts = new(form.Shortest));
            }

            parts.Add(form);
        }
    }

    /// <summary>Where the secret stands among the characters.</summary>
    public void Find(SeenText text, List<(int Start, int End)> found) =>
        _parts.ForEach(parts => parts.Find(text, isJoined: false, found));

    /// <summary>
    /// Where it stands among characters that had separators between them; a short one would be found in any two words there.
    /// </summary>
    public void FindJoined(SeenText text, List<(int Start, int End)> found) =>
        _parts.FindAll(static parts => parts.Length >= ShortestPart).ForEach(parts => parts.Find(text, isJoined: true, found));

    private static IEnumerable<SecretForm> FormsOf(string value)
    {
        if (value.Length == 0)
        {
            yield break;
        }

        yield return new(value, Math.Min(ShortestPart, value.Length));
        if (SeenText.Of(value).WithoutSeparators() is { } joined)
        {
            yield return new(joined.Characters, ShortestPart);
        }

        foreach (var form in FormsOf(Encoding.UTF8.GetBytes(value), wide: 1).Concat(
            Wide.SelectMany(encoding => FormsOf(encoding.GetBytes(value), wide: 2))))
        {
            yield return form;
        }
    }

    /// <param name="bytes">The secret in bytes.</param>
    /// <param name="wide">How many bytes one of its characters has.</param>
    private static IEnumerable<SecretForm> FormsOf(byte[] bytes, int wide)
    {
        var hex = string.Concat(bytes.Select(static part => part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
        yield return new(hex, Math.Min(2 * wide * ShortestPart, hex.Length));

        // A list of numbers, as a program shows bytes.
        var numbers = string.Concat(bytes.Select(static part => $"0x{part:X2}"));
        yield return new(numbers, Math.Min(4 * wide * ShortestPart, numbers.Length));

        for (var offset = 0; offset < 3; offset++)
        {
            // A character of base64 has six bits; the first and the last ones may share theirs with what stands beside the secret.
            byte[] shifted = [.. new byte[offset], .. bytes];
            var first = ((8 * offset) + 5) / 6;
            var base64 = Convert.ToBase64String(shifted).Substring(first, (8 * shifted.Length / 6) - first);
            yield return new(base64, Math.Max(wide * ShortestBase64, Math.Min(wide * ShortestPart, base64.Length))) { IsBase64 = true };
        }
    }
}
