using System;
using System.Globalization;
using System.Linq;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>The name of a connection: a word that can be typed without quotes and is no pattern.</summary>
internal static class ConnectionName
{
    private const int Longest = 64;

    /// <summary>Why a connection cannot have a name; null where it can, or where none was given.</summary>
    /// <param name="name">The name that was given.</param>
    /// <param name="redaction">What knows the secrets of the connection: none of them may be a name, which is shown.</param>
    public static Bitrix24Exception? FindFault(string? name, Redaction redaction) =>
        name is null || (IsName(name) && RunspaceConnections.Here.All.Select(static connection => connection.Client.Redaction)
            .Append(redaction).All(known => known.Mask(name) == name))
            ? null
            : Failure.Own(OwnErrorId.InvalidConnection, "A connection cannot have this name.").Advising(
                $"A name begins with a letter or a digit, has letters, digits, dots, colons, - and _, and {Longest.ToString(
                    CultureInfo.InvariantCulture)} characters at the most. A webhook is no name: it shows.");

    /// <summary>The name of a connection that was given none: the host of its portal, with the port where that is not the usual one.</summary>
    public static string Of(Uri portal)
    {
        var host = portal.Host.Trim('[', ']');
        return portal.IsDefaultPort ? host : $"{host}:{portal.Port.ToString(CultureInfo.InvariantCulture)}";
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= Longest
        && char.IsLetterOrDigit(name[0])
        && name.All(static character => char.IsLetterOrDigit(character) || character is '.' or ':' or '-' or '_')
        && !Enumerable.Range(0, name.Length).Any(at => CodePoint.At(name, at).IsUnseen);
}
