namespace Bitrix24.Sandbox;

/// <summary>What a method's handler says: a result or an error, and which chat it was about.</summary>
internal readonly record struct MethodAnswer(object? Result, SandboxError? Error, long ChatId = 0)
{
    /// <summary>How many rows a list has in all, where it tells.</summary>
    public long? Total { get; init; }

    /// <summary>Where the next page of a list begins; null on the last.</summary>
    public long? Next { get; init; }

    public static MethodAnswer Of(object? result, long chatId = 0) => new(result, null, chatId);

    public static MethodAnswer Refused(SandboxError error) => new(null, error);
}
