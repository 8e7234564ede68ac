using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// The only place where text from outside becomes text that may be shown: secrets are taken out,
/// control characters and terminal escapes are neutralised, length is bounded.
/// </summary>
internal sealed class Redaction
{
    public const int LongestCode = 64;
    public const int LongestDescription = 500;

    /// <summary>No text is shown longer than a few hundred characters: what comes after this is not looked at.</summary>
    public const int LongestRead = 16 * 1024;

    /// <summary>A shorter word could be in any text, and what works on it would get stars for it.</summary>
    public const int ShortestSecret = 6;

    /// <summary>For texts of our own and for tests: there is no secret to take out.</summary>
    public static readonly Redaction None = new([]);

    private const string Stars = "***";

    // What lies beyond is not looked at, so a secret that begins so near the end of what is read may not be known for one.
    private const int LongestUnknown = 1024;

    // Sixteen pairs of tokens: an access token is good for an hour, and a refresh token once.
    private const int MostPassing = 32;

    private volatile IReadOnlyList<Secret> _secrets;
    private volatile IReadOnlyList<Secret> _passing = [];

    /// <param name="secrets">The secrets of one connection.</param>
    public Redaction(IReadOnlyList<Secret> secrets) => _secrets = secrets;

    /// <summary>Takes out another secret too, which the portal is told as a parameter: it may come back in any text from now on.</summary>
    public void Add(string secret)
    {
        for (var known = _secrets; secret.Length >= ShortestSecret; known = _secrets)
        {
            if (known.Any(one => one.Is(secret)))
            {
                return;
            }

#pragma warning disable CS0420 // Interlocked reads a volatile field as one.
            Interlocked.CompareExchange(ref _secrets, [.. known, new Secret(secret)], known);
#pragma warning restore CS0420
        }
    }

    /// <summary>Takes out a token that others will follow: the oldest of them are not looked for any more. One thread at a time.</summary>
    public void AddPassing(Secret secret) => _passing = [.. _passing.Skip(Math.Max(0, _passing.Count + 1 - MostPassing)), secret];

    /// <summary>Text that is safe to print: on one line, without secrets, without control characters, at most so long.</summary>
    public string Clean(string text, int longest)
    {
        var end = text.Length > LongestRead ? LongestRead - LongestUnknown : text.Length;
        text = text.Length > LongestRead ? text.Substring(0, LongestRead) : text;
        var secrets = FindSecrets(text);
        var clean = new StringBuilder(Math.Min(text.Length, longest) + Stars.Length);
        for (var i = 0; i < end && clean.Length <= longest; i++)
        {
            if (secrets.Count > 0 && secrets.Peek().Start == i)
            {
                clean.Append(Stars);
                i = secrets.Dequeue().End - 1;
            }
            else
            {
                var codePoint = CodePoint.At(text, i);
                Append(clean, text, i, codePoint);
                i += codePoint.Length - 1;
            }
        }

        if (clean.Length > longest)
        {
            clean.Length = longest - (char.IsHighSurrogate(clean[longest - 2]) ? 2 : 1);
            clean.Append('…');
        }

        return clean.ToString().Trim();
    }

    /// <summary>
    /// A value of the user's own, without secrets and else character by character as it is: it must work when it is given again.
    /// </summary>
    public string Mask(string text)
    {
        var secrets = FindSecrets(text);
        if (secrets.Count == 0)
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        var end = 0;
        foreach (var secret in secrets)
        {
            masked.Append(text, end, secret.Start - end).Append(Stars);
            end = secret.End;
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }

    private static void Append(StringBuilder clean, string text, int at, CodePoint codePoint)
    {
        if (codePoint.IsUnseen)
        {
            clean.Append(char.IsWhiteSpace(text[at]) ? ' ' : '\uFFFD');
        }
        else
        {
            clean.Append(text, at, codePoint.Length);
        }
    }

    /// <summary>Where the secrets stand, in order, however often they were escaped.</summary>
    private Queue<(int Start, int End)> FindSecrets(string text)
    {
        var passing = _passing;
        var secrets = passing.Count == 0 ? _secrets : [.. _secrets, .. passing];
        var merged = new Queue<(int Start, int End)>();
        var found = new List<(int Start, int End)>();
        foreach (var reading in SeenText.ReadingsOf(text))
        {
            WebhookSearch.Find(reading, found);
            var joined = secrets.Count > 0 ? reading.WithoutSeparators() : null;
            foreach (var secret in secrets)
            {
                secret.Find(reading, found);
                if (joined is not null)
                {
                    secret.FindJoined(joined, found);
                }
            }
        }

        found.Sort();
        for (var i = 0; i < found.Count;)
        {
            var (start, end) = found[i++];
            for (; i < found.Count && found[i].Start < end; i++)
            {
                end = Math.Max(end, found[i].End);
            }

            merged.Enqueue((start, end));
        }

        return merged;
    }
}
