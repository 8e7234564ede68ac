using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>An object of the CRM that chats are bound to: a lead, a deal, a contact or a company.</summary>
/// <param name="Type">Its type, as the methods take it.</param>
/// <param name="Id">Its id, above zero.</param>
internal readonly record struct CrmEntity(string Type, long Id)
{
    /// <summary>The types.</summary>
    public static readonly string[] Types = ["lead", "deal", "contact", "company"];

    public static bool TryParse(object? type, object? id, string method, out CrmEntity entity, out Bitrix24Exception? error)
    {
        var known = type is string text
            ? Array.Find(Types, one => string.Equals(one, text.Trim(), StringComparison.OrdinalIgnoreCase))
            : null;
        if (!PortalId.TryParse(id, IdKind.CrmObject, method, out var number, out error))
        {
            entity = default;
            return false;
        }

        entity = new(known ?? "", number);
        error = known is null
            ? Failure.Own(
                OwnErrorId.InvalidCrmId, type is null ? LineText.Of("CrmType_Missing") : LineText.Of("CrmType_Unbound"), method)
            : null;
        return error is null;
    }
}
