using System;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.message.quick.save</c>: a message becomes one of the line's canned replies. It is looked up before the chat.
/// </summary>
internal static class MessageQuickSave
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var messageId = PhpValue.ToInteger(call.Parameters["MESSAGE_ID"]);
        var origin = call.Portal.Chats.Read(MessageLog.ChatOf(messageId));
        if (origin?.Messages.Find(messageId) is not { } message)
        {
            return MethodAnswer.Refused(call.Texts.QuickAnswer);
        }

        var (chat, error) = ChatGate.Pass(call);
        error ??= ChatGate.Pass(call, origin.Id).Error;
        if (chat is null || error is not null)
        {
            return MethodAnswer.Refused(error!);
        }

        var line = call.Portal.FindLine(chat.LineId);
        if (line is null || !HasList(line) || !(call.User.IsAdmin || IsOperator(call, line)))
        {
            return MethodAnswer.Refused(call.Texts.QuickAnswer);
        }

        if (line.QuickAnswers.ContainsKey(message.Id) || !line.QuickAnswers.ContainsValue(message.Text))
        {
            line.QuickAnswers[message.Id] = message.Text;
        }

        return MethodAnswer.Of(true, chat.Id);
    }

    private static bool HasList(SandboxLine line) =>
        !string.Equals(line.Settings.Text("QUICK_ANSWERS_IBLOCK_ID"), "0", StringComparison.Ordinal);

    private static bool IsOperator(MethodCall call, SandboxLine line) => LineQueue.UsersOf(call.Portal, line).Contains(call.User);
}
