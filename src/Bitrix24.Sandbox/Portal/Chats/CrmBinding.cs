using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The CRM objects that a chat belongs to; 0 for none of a kind.</summary>
internal sealed record CrmBinding(long LeadId = 0, long CompanyId = 0, long ContactId = 0, long DealId = 0)
{
    public static CrmBinding None { get; } = new();

    /// <summary>The kind that stands first: <c>DEAL</c>, <c>LEAD</c>, <c>CONTACT</c>, <c>COMPANY</c> or <c>NONE</c>.</summary>
    public string Type => Main.Type;

    public long Id => Main.Id;

    public bool IsBound => Id > 0;

    private (string Type, long Id) Main
    {
        get
        {
            foreach (var pair in All())
            {
                return pair;
            }

            return ("NONE", 0);
        }
    }

    /// <summary>The number that the CRM has for a kind of object; 0 for a word that is none.</summary>
    public static int TypeNumber(string type) => type.ToUpperInvariant() switch
    {
        "LEAD" => 1,
        "DEAL" => 2,
        "CONTACT" => 3,
        "COMPANY" => 4,
        _ => 0,
    };

    public bool Has(int typeNumber, long id) => id > 0 && id == typeNumber switch
    {
        1 => LeadId,
        2 => DealId,
        3 => ContactId,
        4 => CompanyId,
        _ => 0,
    };

    public IEnumerable<(string Type, long Id)> All()
    {
        (string, long)[] pairs = [("DEAL", DealId), ("LEAD", LeadId), ("CONTACT", ContactId), ("COMPANY", CompanyId)];
        return Array.FindAll(pairs, static pair => pair.Item2 > 0);
    }
}
