namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.crm.chat.user.delete</c>: a user leaves a CRM object's chat. A dismissed one cannot be removed.</summary>
internal static class CrmChatUserDelete
{
    private static readonly SandboxError UserEmpty = new("CRM_CHAT_EMPTY_USER", "Empty User ID");
    private static readonly SandboxError NoMember = new("WRONG_REQUEST", "You don't have access or user already not in chat");

    private static readonly SandboxError NoPermission =
        new("CHAT_DELETE_USER_PERMISSION_DENIED", "You don't have access to delete a user from this chat", 403);

    public static MethodAnswer Handle(MethodCall call)
    {
        var userId = PhpValue.ToInteger(call.Parameters["USER_ID"]);
        if (userId <= 0)
        {
            return MethodAnswer.Refused(UserEmpty);
        }

        var (crm, error) = CrmObject.Read(call, missing: CrmObject.EmptyData);
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

        return crm.HasActive(call.Portal, chatId)
            ? Delete(call, call.Portal.Chats.Read(chatId)!, userId)
            : MethodAnswer.Refused(CrmObject.NotInCrm);
    }

    private static MethodAnswer Delete(MethodCall call, SandboxChat chat, long userId)
    {
        if (!ChatGate.MayJoin(call.User, chat))
        {
            return MethodAnswer.Refused(NoPermission);
        }

        if (call.Portal.FindUser(userId) is not { IsActive: true, IsDismissed: false } user)
        {
            return MethodAnswer.Refused(CrmObject.UserNotActive);
        }

        if (!chat.Members.Remove(userId))
        {
            return MethodAnswer.Refused(NoMember);
        }

        chat.HiddenMembers.Remove(userId);
        SystemMessages.Write(call, chat, $"{SystemMessages.Name(call.User)} removed {SystemMessages.Name(user)}");
        return MethodAnswer.Of(chat.Id, chat.Id);
    }
}
