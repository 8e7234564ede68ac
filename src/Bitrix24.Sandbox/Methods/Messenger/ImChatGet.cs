namespace Bitrix24.Sandbox;

/// <summary>
/// <c>im.chat.get</c>: the id of the chat of an object, whoever asks, or null where there is none; of a dialog, all of it for its members.
/// </summary>
internal static class ImChatGet
{
    public static MethodAnswer Handle(MethodCall call)
    {
        if (call.Folded("DIALOG_ID") is not null)
        {
            var (dialog, error) = ImDialog.Find(call);
            return dialog is null ? MethodAnswer.Refused(error!) : MethodAnswer.Of(ChatDescription.Of(call, dialog));
        }

        var type = PhpValue.ToText(call.Folded("ENTITY_TYPE"));
        var chat = type == SandboxChat.OpenLineEntity ? call.Portal.Chats.FindCode(PhpValue.ToText(call.Folded("ENTITY_ID")) ?? "") : null;
        return MethodAnswer.Of(chat is null ? null : new PhpArray { { "ID", chat.Id } });
    }
}
