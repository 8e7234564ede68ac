namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.session.join</c>: the caller becomes a member. Its answer only says that the gate let him in.</summary>
internal static class SessionJoin
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.Pass(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        Join(call, chat);
        return MethodAnswer.Of(true, chat.Id);
    }

    public static void Join(MethodCall call, SandboxChat chat)
    {
        var user = call.User;
        if (!user.IsActive)
        {
            return;
        }

        if (chat.HasMember(user.Id))
        {
            chat.HiddenMembers.Remove(user.Id);
            return;
        }

        chat.Members.Add(user.Id);
        call.Portal.Chats.Events.Record(UserEvent.ChatJoined, call.Begins, chat, user.Id);
        SystemMessages.Write(call, chat, $"{SystemMessages.Name(user)} joined");
    }
}
