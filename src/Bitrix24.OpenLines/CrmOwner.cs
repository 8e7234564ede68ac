using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>An object of the CRM by its type and its id.</summary>
internal sealed record CrmOwner(long Type, long Id)
{
    private static readonly string[] Types = ["", "LEAD", "DEAL", "CONTACT", "COMPANY"];

    /// <summary>The name of a type; null of one that has none here.</summary>
    public static string? NameOf(long? type) => type is > 0 and <= 4 and var number ? Types[number] : null;

    /// <param name="type">The type as it was given: its name in any case of letters.</param>
    /// <param name="id">The id as it was given.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="error">Why it is none.</param>
    /// <returns>Null where it is none.</returns>
    public static CrmOwner? Parse(object? type, object? id, string method, out Bitrix24Exception? error)
    {
        var name = (type as string)?.Trim();
        var number = string.IsNullOrEmpty(name)
            ? -1
            : Array.FindIndex(Types, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (number <= 0)
        {
            var why = type is null or "" ? LineText.Of("CrmType_None") : LineText.Of("CrmType_Other");
            error = Failure.Own(OwnErrorId.InvalidCrmId, LineText.Of("CrmObject_Not", why), method);
            return null;
        }

        return PortalId.TryParse(id, IdKind.CrmObject, method, out var value, out error) ? new(number, value) : null;
    }
}
