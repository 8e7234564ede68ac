namespace Bitrix24.Sandbox;

/// <summary>The chat that a user is put into, or taken out of, by its CRM object.</summary>
internal static class CrmMember
{
    /// <summary>CHAT_ID, or the last chat of the object; 0 for none.</summary>
    public static long ChatOf(MethodCall call, CrmObject crm) => PhpValue.ToBoolean(call.Parameters["CHAT_ID"])
        ? PhpValue.ToInteger(call.Parameters["CHAT_ID"])
        : crm.LastChatId(call.Portal);
}
