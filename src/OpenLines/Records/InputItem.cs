using System;
using System.Globalization;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>One input item: the value to work on, and the objects it came with.</summary>
/// <param name="source">The object that was piped in or given.</param>
/// <param name="parameter">The parameter that its value is for; null where the call is for no item.</param>
internal sealed class InputItem(object? source, ItemParameter? parameter)
{
    private ListPages? _pages;

    /// <summary>The object that was piped in or given: the error's TargetObject.</summary>
    public object? Source { get; } = source;

    /// <summary>The parameter that its value is for; null where the call is for no item.</summary>
    public ItemParameter? Parameter { get; set; } = parameter;

    /// <summary>The bare value, of any type.</summary>
    public object? Value { get; set; }

    /// <summary>The bare values beside it, in the order of the cmdlet's details; null where there is none.</summary>
    public object?[] Details { get; set; } = [];

    /// <summary>The first record of the pipeline.</summary>
    public object? First { get; set; } = source;

    /// <summary>The user code that came along, if one did.</summary>
    public string? UserCode { get; set; }

    /// <summary>The result that it is, of a cmdlet before this one whose pipeline goes on; null for every other.</summary>
    public IPortalResult? HandedOn { get; set; }

    /// <summary>The portal that the record is of; null where it does not tell.</summary>
    public PortalIdentity? Portal { get; set; }

    /// <summary>Why the value could not be read from the record; null where it could.</summary>
    public LocalizableText? Problem { get; set; }

    /// <summary>The error id of that; null where it befell the value itself.</summary>
    public string? ProblemId { get; set; }

    /// <summary>What was made of it here, beside what the portal answered.</summary>
    public object? Made { get; set; }

    /// <summary>The pages of the list that it stands for.</summary>
    public ListPages Pages => _pages ??= new();

    /// <summary>Its place in the input, from 1: the name of an item that has no other.</summary>
    public long Number { get; set; }

    /// <summary>The value as text; empty where it is none, or where an object of the user's own fails to say.</summary>
    public string Name
    {
        get
        {
            try
            {
                return Convert.ToString(Value, CultureInfo.InvariantCulture) ?? "";
            }
#pragma warning disable CA1031 // Code of whoever made the object, and its failure must not cost the other items their outcomes.
            catch (Exception)
#pragma warning restore CA1031
            {
                return "";
            }
        }
    }

    /// <summary>What is wrong with the item whatever its value is; null where nothing is.</summary>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="client">The client that is to call it.</param>
    public Bitrix24Exception? FindFault(string method, Bitrix24Client client)
    {
        if (Problem is not null)
        {
            return Failure.Own(ProblemId ?? Parameter!.InvalidId, Problem.Cleaned(client.Redaction), method);
        }

        var own = client.Credentials.Identity;
        return Portal is null || Portal.IsSameAs(own)
            ? null
            : Failure.Own(
                OwnErrorId.OtherPortal,
                ModuleText.Of("Item_OtherPortal", Portal.Address.Authority, own.Address.Authority),
                method);
    }
}
