using System.Net;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Advice for a user code that the portal refused. It answers ACCESS_DENIED to any text that is no code, so people look for rights
/// where they should look at the file.
/// </summary>
internal static class UserCodeAdvice
{
    private static readonly LocalizableText NoChat = ModuleText.Of("UserCode_NoChatAdvice");

    private const string AccessDenied = "ACCESS_DENIED";

    /// <summary>What a refusal means, now that it is known whether there is such a chat.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="code">What was given as the user code, of any type.</param>
    /// <param name="chat">The chat of the code; null where there is none.</param>
    public static Bitrix24Exception Explain(Bitrix24Exception error, object? code, ChatId? chat) =>
        chat is { } found
            ? error.Advising(ModuleText.Of("UserCode_NoRightAdvice", found.DialogId))
            : error.Advising(GuessOf(code) is { } guess ? guess.Then(ModuleText.Of("UserCode_NoChatGuessAdvice")) : NoChat);

    /// <param name="error">The refusal.</param>
    /// <param name="code">What was given as the user code, of any type.</param>
    public static Bitrix24Exception Explain(Bitrix24Exception error, object? code) =>
        error.Row is { Code: AccessDenied, Kind: FailureKind.Final } && error.HttpStatus != HttpStatusCode.Forbidden
        && GuessOf(code) is { } guess
            ? error.Advising(guess.Then(ModuleText.Of("UserCode_GuessAdvice")))
            : error;

    private static LocalizableText? GuessOf(object? code) =>
        UserCode.TryParse(code, out var sent, out _) ? UserCodeGuess.Of(sent.Text) : null;
}
