namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.crm.chat.getLastId</c>: the last chat of a CRM object, ended ones too. What is missing and what is not there have one
/// code.
/// </summary>
internal static class CrmChatGetLastId
{
    private static readonly SandboxError NotFound = new("CRM_CHAT_EMPTY_CRM_DATA", "Could not find CRM entity");

    public static MethodAnswer Handle(MethodCall call)
    {
        var (crm, error) = CrmObject.Read(call, missing: CrmObject.EmptyData);
        if (crm is null)
        {
            return MethodAnswer.Refused(error!);
        }

        var chatId = call.User.MayRead(crm.TypeNumber, crm.Id) ? crm.LastChatId(call.Portal) : 0;
        return chatId == 0 ? MethodAnswer.Refused(NotFound) : MethodAnswer.Of(chatId, chatId);
    }
}
