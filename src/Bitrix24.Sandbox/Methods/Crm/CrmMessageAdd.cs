namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.crm.message.add</c>: a message to the client in the name of any member who reads the CRM object. Only while the session
/// is answered and open.
/// </summary>
internal static class CrmMessageAdd
{
    private static readonly SandboxError NotAdded = new("MESSAGE_ADD_ERROR", "Message isn't added");

    public static MethodAnswer Handle(MethodCall call)
    {
        var (crm, error) = CrmObject.Read(call);
        error ??= RestErrors.Check(call.Parameters, "USER_ID") ?? RestErrors.Check(call.Parameters, "CHAT_ID");
        if (error is null && !PhpValue.ToBoolean(call.Parameters["MESSAGE"]))
        {
            error = RestErrors.Empty("MESSAGE");
        }

        return crm is null || error is not null ? MethodAnswer.Refused(error!) : Add(call, crm);
    }

    private static MethodAnswer Add(MethodCall call, CrmObject crm)
    {
        if (!call.User.MayRead(crm.TypeNumber, crm.Id))
        {
            return MethodAnswer.Refused(RestErrors.Access("You dont have access to this action"));
        }

        var senderId = PhpValue.ToInteger(call.Parameters["USER_ID"]);
        var sender = call.Portal.FindUser(senderId);
        if (sender is null || !(sender.IsBot || sender.MayRead(crm.TypeNumber, crm.Id)))
        {
            return MethodAnswer.Refused(RestErrors.Access("User dont have access to this entity"));
        }

        var chatId = PhpValue.ToInteger(call.Parameters["CHAT_ID"]);
        if (!crm.HasActive(call.Portal, chatId))
        {
            return MethodAnswer.Refused(CrmObject.NotInCrm);
        }

        var chat = call.Portal.Chats.Read(chatId)!;
        if (!chat.HasMember(senderId) || PhpValue.ToText(call.Parameters["MESSAGE"]) is not { } text)
        {
            return MethodAnswer.Refused(NotAdded);
        }

        var message = new SandboxMessage(chat.Messages.NextId(), chat.Id, senderId, call.Begins, text)
        {
            IsForClient = chat.SilentMode != "Y",
            Params = new() { { "ATTACH", PhpArray.ListOf([new PhpArray { { "DESCRIPTION", "Sent automatically" } }]) } },
        };
        call.Portal.Chats.Write(chat, message);
        return MethodAnswer.Of(message.Id, chat.Id);
    }
}
