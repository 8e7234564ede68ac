using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// A secret that was given for something else, such as the address of a webhook for a text: a portal would keep it and show it to others.
/// </summary>
internal static class SecretParameter
{
    private const int LongestPath = 120;

    // By these a bot says which it is, and they are secrets of the bot.
    private static readonly string[] OfBots = ["CLIENT_ID", "botToken"];

    /// <summary>Why a call is not made: a parameter of it, or of what is to follow it, has a secret in it. Null where none has.</summary>
    /// <param name="call">The call.</param>
    /// <param name="redaction">The connection's redaction.</param>
    public static Bitrix24Exception? FindFault(Call call, Redaction redaction) =>
        call.Chain.Select(one => Find(one.Parameters, "", redaction)).FirstOrDefault(static path => path is not null) is { } path
            ? Refuse(LocalizableText.Verbatim(redaction.Clean(path, LongestPath)), call.Method.Name)
            : null;

    /// <summary>Why a text cannot be the name of a file; null where it can.</summary>
    public static Bitrix24Exception? FindFaultOfName(string? name, string method, Redaction redaction) =>
        name is not null && HasSecret(name, redaction) ? Refuse(ModuleText.Of("Secret_Name"), method) : null;

    /// <summary>The path of the first parameter that has one; null where none has.</summary>
    private static string? Find(IReadOnlyList<CallParameter> parameters, string above, Redaction redaction)
    {
        foreach (var parameter in parameters)
        {
            var path = above.Length == 0 ? parameter.Name : $"{above}.{parameter.Name}";
            var isOfBot = OfBots.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase);
            if (HasSecret(parameter.Name, redaction) || HasSecret(parameter.Value, isOfBot ? Redaction.None : redaction))
            {
                return path;
            }

            if (Find(parameter.Items, path, redaction) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Bitrix24Exception Refuse(LocalizableText what, string method) =>
        Failure.Own(OwnErrorId.InvalidText, ModuleText.Of("Secret_Found", what), method)
            .Advising(ModuleText.Of("Secret_Advice"));

    private static bool HasSecret(string text, Redaction redaction) =>
        text.Length >= Redaction.ShortestSecret && !ReferenceEquals(redaction.Mask(text), text);
}
