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
    public static Bitrix24Exception? FindFault(string? name) => name is null || IsName(name) ? null : Refuse();

    /// <summary>Why a connection cannot have a name that could be one: it is a secret of the connection or of another one.</summary>
    public static Bitrix24Exception? FindFault(string? name, Bitrix24Client client) =>
        name is null || RunspaceConnections.Here.All.Select(static connection => connection.Client).Append(client)
            .All(known => known.Redaction.Mask(name) == name)
            ? null
            : Refuse();

    /// <summary>The name of one that was given none: the host of its portal, with the port where that is not the usual one.</summary>
    public static string Of(Uri portal)
    {
        var host = portal.Host.Trim('[', ']');
        return portal.IsDefaultPort ? host : $"{host}:{portal.Port.ToString(CultureInfo.InvariantCulture)}";
    }

    private static Bitrix24Exception Refuse() =>
        Failure.Own(OwnErrorId.InvalidConnection, ModuleText.Of("ConnectionName_Not")).Advising(
            ModuleText.Of("ConnectionName_Advice", Longest.ToString(CultureInfo.InvariantCulture)));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= Longest
        && char.IsLetterOrDigit(name[0])
        && name.All(static character => char.IsLetterOrDigit(character) || character is '.' or ':' or '-' or '_')
        && !Enumerable.Range(0, name.Length).Any(at => CodePoint.At(name, at).IsUnseen);
}
