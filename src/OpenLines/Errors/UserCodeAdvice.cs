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
    private const string AccessDenied = "ACCESS_DENIED";

    /// <summary>What a refusal means, now that it is known whether there is such a chat.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="code">What was given as the user code, of any type.</param>
    /// <param name="chat">The chat of the code; null where there is none.</param>
    public static Bitrix24Exception Explain(Bitrix24Exception error, object? code, ChatId? chat) =>
        chat is { } found
            ? error.Advising(
                $"The chat exists ({found.DialogId}), and the connected user has no right to it: let the line's access permissions include "
                + "the user, or connect as somebody who has the right.")
            : error.Advising(
                $"{(UserCode.TryParse(code, out var sent, out _) ? UserCodeGuess.Of(sent.Text) : null)} The portal has no chat with this "
                    .TrimStart() + "code: it is wrong, or of another portal. A user code looks like livechat|22|1761|587.");

    /// <param name="error">The refusal.</param>
    /// <param name="code">What was given as the user code, of any type.</param>
    public static Bitrix24Exception Explain(Bitrix24Exception error, object? code) =>
        error.Row is { Code: AccessDenied, Kind: FailureKind.Final } && error.HttpStatus != HttpStatusCode.Forbidden
        && UserCode.TryParse(code, out var sent, out _) && UserCodeGuess.Of(sent.Text) is { } guess
            ? error.Advising(
                $"{guess} A user code looks like livechat|22|1761|587: connector, line, chat and user. "
                + "If it is right all the same, either there is no chat with this code, or the connected user has no right to it.")
            : error;
}
