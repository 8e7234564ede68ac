namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.session.intercept</c>: the caller takes the dialog over from its operator. True too where there is nobody to take it
/// from.
/// </summary>
internal static class SessionIntercept
{
    public static MethodAnswer Handle(MethodCall call)
    {
        if (PhpValue.ToInteger(call.Parameters["CHAT_ID"]) <= 0)
        {
            return MethodAnswer.Refused(OpenLinesErrors.ChatIdEmpty);
        }

        var (chat, _) = ChatGate.Pass(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(OpenLinesErrors.OperatorWrong);
        }

        var previous = chat.AuthorId;
        if (previous > 0 && OperatorChange.Answer(call, chat, call.User))
        {
            var whom = PortalPerson.Of(call.Portal, previous).Name;
            SystemMessages.Write(call, chat, $"{SystemMessages.Name(call.User)} took the dialog over from {whom}");
        }

        return MethodAnswer.Of(true, chat.Id);
    }
}
