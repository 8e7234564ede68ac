namespace Bitrix24.Sandbox;

/// <summary>The sentences of Open Lines errors in the portal's language.</summary>
internal sealed class ErrorTexts
{
    private ErrorTexts(string chatId, string chatType, string accessDenied, string quickAnswer)
    {
        ChatId = new("CHAT_ID", chatId);
        ChatType = new("CHAT_TYPE", chatType);
        AccessDenied = new("ACCESS_DENIED", accessDenied);
        QuickAnswer = new("CANT_SAVE_QUICK_ANSWER", quickAnswer);
    }

    public static ErrorTexts English { get; } = new(
        "Chat ID is invalid.",
        "This chat is not Open Channel",
        "You do not have permission to access this chat.",
        "Cannot save the message as a canned reply.");

    public static ErrorTexts Russian { get; } = new(
        "Указан не корректный идентификатор чата",
        "Указанный чат не является открытой линией",
        "Вы не можете открыть этот разговор, т.к. у вас недостаточно прав.",
        "Не удалось сохранить сообщение в быстрые ответы.");

    public SandboxError ChatId { get; }

    public SandboxError ChatType { get; }

    public SandboxError AccessDenied { get; }

    public SandboxError QuickAnswer { get; }
}
