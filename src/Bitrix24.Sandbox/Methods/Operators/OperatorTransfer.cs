namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.operator.transfer</c>: the dialog goes to another operator or line. Every failure has one code.</summary>
internal static class OperatorTransfer
{
    public static MethodAnswer Handle(MethodCall call)
    {
        if (PhpValue.ToInteger(call.Parameters["CHAT_ID"]) <= 0)
        {
            return MethodAnswer.Refused(OpenLinesErrors.ChatIdEmpty);
        }

        var (target, targetError) = TransferTarget.Read(call.Parameters);
        if (target is null)
        {
            return MethodAnswer.Refused(targetError!);
        }

        var (chat, _) = ChatGate.Pass(call);
        return chat is not null
            && target.UserId != call.User.Id
            && DialogTransfer.Run(call, chat, call.User, target, leaves: true)
            ? MethodAnswer.Of(true, chat.Id)
            : MethodAnswer.Refused(OpenLinesErrors.OperatorWrong);
    }
}
