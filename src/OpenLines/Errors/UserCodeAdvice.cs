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
