namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.crm.lead.create</c>: a lead of the dialog, whose id the answer does not tell. A chat that the CRM knows already gets
/// none, and nobody is asked who he is.
/// </summary>
internal static class CrmLeadCreate
{
    private static readonly SandboxError SessionNotLoaded =
        new("IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION", "Failed to load the session");

    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.Pass(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (chat.Crm.IsBound)
        {
            return MethodAnswer.Of(true, chat.Id);
        }

        if (SessionBook.FindOrOpen(call, chat) is not { } session)
        {
            return MethodAnswer.Refused(SessionNotLoaded);
        }

        if (session.OperatorId != call.User.Id)
        {
            return MethodAnswer.Refused(OpenLinesErrors.NotOperator("save a CRM entity"));
        }

        call.Portal.Chats.Keep(chat);
        call.Portal.Chats.Bind(chat, new(LeadId: call.Portal.NextLeadId()));
        return MethodAnswer.Of(true, chat.Id);
    }
}
