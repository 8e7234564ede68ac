using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.crm.chat.get</c>: the chats of a CRM object with a session that is answered and not ended, or all. Chats of connectors
/// that are off are missing either way.
/// </summary>
internal static class CrmChatGet
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (crm, error) = CrmObject.Read(call);
        if (crm is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (!call.User.MayRead(crm.TypeNumber, crm.Id))
        {
            return MethodAnswer.Refused(RestErrors.Access("You dont have access to this action"));
        }

        var isAll = PhpValue.ToText(call.Parameters["ACTIVE_ONLY"]) == "N";
        var chats = crm.Sessions(call.Portal)
            .Where(pair => (isAll || pair.Session.IsActive) && call.Portal.Channels.ContainsKey(pair.Chat.ConnectorId))
            .Select(static pair => pair.Chat)
            .Distinct();
        return MethodAnswer.Of(PhpArray.ListOf(chats.Select(chat => new PhpArray
        {
            { "CHAT_ID", ChatFields.Text(chat.Id) },
            { "CONNECTOR_ID", chat.ConnectorId },
            { "CONNECTOR_TITLE", call.Portal.Channels[chat.ConnectorId] },
        })));
    }
}
