namespace Bitrix24.Sandbox;

/// <summary><c>crm.item.get</c>: a lead, a deal, a contact or a company by its id.</summary>
internal static class CrmItemGet
{
    private static readonly SandboxError NotFound = new("NOT_FOUND", "Item not found");

    public static MethodAnswer Handle(MethodCall call) =>
        CrmItem.FindFault(call) is { } fault ? MethodAnswer.Refused(fault)
        : call.Parameters["id"] is not { } given ? MethodAnswer.Refused(CrmItem.Missing("id"))
        : PhpValue.ToInteger(given) is var id && id > 0 && id <= call.Portal.Options.CrmRecords
            ? MethodAnswer.Of(new PhpArray { { "item", CrmItem.Show(call, id) } })
            : MethodAnswer.Refused(NotFound);
}
