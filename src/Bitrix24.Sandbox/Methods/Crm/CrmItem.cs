using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>What the item methods tell of a lead, a deal, a contact or a company, and when they refuse to.</summary>
internal static class CrmItem
{
    public static readonly string[] Fields =
        ["id", "title", "createdTime", "updatedTime", "assignedById", "stageId", "opportunity", "currencyId", "companyId", "contactId"];

    private static readonly SandboxError TypeUnknown = new("NOT_FOUND", "SPA not found");
    private static readonly SandboxError NoAccess = new("ACCESS_DENIED", "Access denied.");

    /// <summary>Why nothing is told of items of a type; null where it is.</summary>
    public static SandboxError? FindFault(MethodCall call) =>
        call.Parameters["entityTypeId"] is not { } type ? Missing("entityTypeId")
        : PhpValue.ToInteger(type) is not (>= 1 and <= 4) ? TypeUnknown
        : call.User.ReadsCrm ? null : NoAccess;

    public static SandboxError Missing(string parameter) => new("100", $"Could not find value for parameter {{{parameter}}}");

    public static object? Field(MethodCall call, long id, string name) => name switch
    {
        "id" => id,
        "title" => "Record " + ChatFields.Text(id),
        "createdTime" or "updatedTime" => PortalClock.Format(call.Portal.Clock.Started - System.TimeSpan.FromMinutes(id)),
        "assignedById" => id % 2 == 0 ? DefaultData.Operator : DefaultData.Colleague,
        "stageId" => id % 5 == 0 ? "WON" : "NEW",
        "opportunity" => id * 10,
        "currencyId" => "EUR",
        _ => 0,
    };

    public static PhpArray Show(MethodCall call, long id)
    {
        var select = call.Parameters["select"] as PhpArray ?? [];
        var isAll = select.Count == 0 || select.Any(static name => name.Value is "*");
        var item = new PhpArray();
        foreach (var name in Fields)
        {
            if (isAll || name == "id" || select.Any(given => PhpValue.ToText(given.Value) == name))
            {
                item[name] = Field(call, id, name);
            }
        }

        return item;
    }
}
