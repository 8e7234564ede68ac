using System;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.session.head.vote</c>: the supervisor's rating and his words to it. A rating by itself erases the words.
/// </summary>
internal static class SessionHeadVote
{
    private const int Best = 5;
    private const int LongestComment = 10_000;

    private static readonly SandboxError SessionIdEmpty = new("EMPTY_SESSION_ID", "Session ID can't be empty");

    private static readonly SandboxError ParametersEmpty =
        new("EMPTY_VOTE_PARAMS", "At least one of the parameters RATING or COMMENT must be specified");

    public static MethodAnswer Handle(MethodCall call)
    {
        if (!PhpValue.ToBoolean(call.Parameters["SESSION_ID"]))
        {
            return MethodAnswer.Refused(SessionIdEmpty);
        }

        var (rating, comment) = (call.Parameters["RATING"], call.Parameters["COMMENT"]);
        if (rating is PhpArray || comment is PhpArray)
        {
            // trim takes no array; the code dies of it.
            return MethodAnswer.Refused(PortalErrors.PhpFatal);
        }

        var words = PhpValue.ToText(comment) ?? "";
        if (!IsSaid(rating) && !IsSaid(comment))
        {
            return MethodAnswer.Refused(ParametersEmpty);
        }

        var sessionId = PhpValue.ToInteger(call.Parameters["SESSION_ID"]);
        var chat = call.Portal.Chats.FindSession(sessionId);
        var session = chat?.Sessions.Find(candidate => candidate.Id == sessionId);
        if (chat is null || session is null || !(call.User.IsAdmin || call.User.IsSupervisor))
        {
            return MethodAnswer.Refused(call.Texts.AccessDenied);
        }

        call.Portal.Chats.Keep(chat);
        if (rating is not null)
        {
            var stars = PhpValue.ToInteger(rating);
            session.HeadVote = stars is >= 0 and <= Best ? (int)stars : 0;
        }

        session.HeadComment = words.Substring(0, Math.Min(words.Length, LongestComment));
        return MethodAnswer.Of(true, chat.Id);
    }

    private static bool IsSaid(object? value) => PhpValue.ToBoolean((PhpValue.ToText(value) ?? "").Trim());
}
