namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.operator.answer</c>: the caller becomes the operator. Why not is lost on the way out: he is already, or no session is
/// open.
/// </summary>
internal static class OperatorAnswer
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.PassFolded(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (!OperatorChange.Answer(call, chat, call.User))
        {
            return MethodAnswer.Refused(PortalErrors.Blank);
        }

        SystemMessages.Write(call, chat, $"{SystemMessages.Name(call.User)} started working on the request");
        return MethodAnswer.Of(true, chat.Id);
    }
}
