namespace Bitrix24.Sandbox;

/// <summary>What a method's handler says: a result or an error, and which chat it was about.</summary>
internal readonly record struct MethodAnswer(object? Result, SandboxError? Error, long ChatId = 0)
{
    public static MethodAnswer Of(object? result, long chatId = 0) => new(result, null, chatId);

    public static MethodAnswer Refused(SandboxError error) => new(null, error);
}
