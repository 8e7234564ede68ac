namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.session.open</c>: the chat of a user code, a pure read.</summary>
internal static class SessionOpen
{
    public static MethodAnswer Handle(MethodCall call)
    {
        if (call.User.IsExtranet)
        {
            return MethodAnswer.Refused(new("", ""));
        }

        var chat = Find(call, call.Parameters["USER_CODE"], out var isArray);
        if (chat is null)
        {
            return MethodAnswer.Refused(call.Texts.AccessDenied);
        }

        if (isArray)
        {
            // The lookup takes the array as a list of codes; the code behind it does not and dies.
            return MethodAnswer.Refused(PortalErrors.PhpFatal);
        }

        var granted = chat.AuthorId == call.User.Id || ChatGate.MayJoin(call.User, chat);
        return granted
            ? MethodAnswer.Of(new PhpArray { { "chatId", PhpValue.ToText(chat.Id) } }, chat.Id)
            : MethodAnswer.Refused(call.Texts.AccessDenied);
    }

    private static SandboxChat? Find(MethodCall call, object? code, out bool isArray)
    {
        isArray = code is PhpArray;
        if (code is PhpArray codes)
        {
            foreach (var item in codes)
            {
                if (item.Value is not PhpArray && Find(call, item.Value, out _) is { } chat)
                {
                    return chat;
                }
            }

            return null;
        }

        return PhpValue.ToText(code) is { } text ? call.Portal.Chats.FindCode(text) : null;
    }
}
