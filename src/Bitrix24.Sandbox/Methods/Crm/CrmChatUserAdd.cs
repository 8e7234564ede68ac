namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.crm.chat.user.add</c>: a user becomes a member of a CRM object's chat, whose id is the answer; 0 where it has none. Only
/// a chat with an answered and open session counts as the object's.
/// </summary>
internal static class CrmChatUserAdd
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
            return MethodAnswer.Refused(RestErrors.Access("You don't have access to join user to chat"));
        }

        var chatId = CrmMember.ChatOf(call, crm);
        if (chatId <= 0)
        {
            return MethodAnswer.Of(0);
        }

        if (!crm.HasActive(call.Portal, chatId))
        {
            return MethodAnswer.Refused(CrmObject.NotInCrm);
        }

        var userId = PhpValue.ToInteger(call.Parameters["USER_ID"]);
        if (userId <= 0)
        {
            return MethodAnswer.Refused(RestErrors.Empty("Empty USER_ID"));
        }

        return Add(call, crm, call.Portal.Chats.Read(chatId)!, userId);
    }

    private static MethodAnswer Add(MethodCall call, CrmObject crm, SandboxChat chat, long userId)
    {
        const string Why = "This user does not have access to the chat because he does not have access to this ";
        if (call.Portal.FindUser(userId) is not { IsActive: true } user)
        {
            return MethodAnswer.Refused(CrmObject.UserNotActive);
        }

        if (!user.IsBot && !user.MayRead(crm.TypeNumber, crm.Id))
        {
            return MethodAnswer.Refused(RestErrors.Access(Why + "CRM entity"));
        }

        if (!user.IsBot && !user.IsAdmin && !user.IsSupervisor && !user.Lines.Contains(chat.OriginLineId))
        {
            return MethodAnswer.Refused(RestErrors.Access(Why + "view chat history"));
        }

        // A member already is a success again.
        if (!chat.HasMember(userId))
        {
            chat.Members.Add(userId);
            SystemMessages.Write(call, chat, $"{SystemMessages.Name(call.User)} invited {SystemMessages.Name(user)}");
        }

        return MethodAnswer.Of(chat.Id, chat.Id);
    }
}
