using System.Collections.Generic;
using System.Linq;

namespace OpenLines;

/// <summary>
/// What was said in a session, by whom and with which files. Found by Get-OLSessionHistory with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-history-get.html">
/// imopenlines.session.history.get</see>.
/// </summary>
public sealed class SessionHistory : PortalResult
{
    private readonly Bitrix24.OpenLines.HistoryRecord _history;

    internal SessionHistory(Bitrix24.OpenLines.HistoryRecord history, object? inputObject, PipelineRun run)
        : base(history.Fields, inputObject, run)
    {
        _history = history;
        // Arrays: PowerShell takes the list of a collection expression for one thing, and its [0] for the whole.
        var page = history.Page;
        UserCode = Safe(history.UserCode);
        Messages = page.Messages.Select(message => new Message(message, page, ChatId, SessionId, inputObject, run)).ToArray();
        Users = page.People.Select(person => new MessageAuthor(person, inputObject, run)).ToArray();
        Files = page.Files.Select(file => new MessageFile(file, ChatId, inputObject, run)).ToArray();
    }

    /// <summary>The session's id, above zero.</summary>
    public long SessionId => _history.SessionId;

    /// <summary>The id of its chat, above zero.</summary>
    public long ChatId => _history.Chat.Value;

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId => _history.Chat.DialogId;

    /// <summary>The client's code in the channel; null where the portal does not tell.</summary>
    public string? UserCode { get; }

    /// <summary>The line that the chat is in now; null where the portal does not tell.</summary>
    public long? LineId => _history.LineId;

    /// <summary>Whether the connected user may join the chat; null where the portal does not tell.</summary>
    public bool? CanJoin => _history.Fields.Flag("canJoin");

    /// <summary>Whether the connected user may rate it, as Set-OLSessionRating does; null where the portal does not tell.</summary>
    public bool? CanRate => _history.Fields.Flag("canVoteHead");

    /// <summary>The supervisor's rating, from 1 to 5; null where there is none.</summary>
    public long? Rating => _history.Fields.Id("sessionVoteHead");

    /// <summary>The supervisor's words to it; null where there are none.</summary>
    public string? RatingComment => _history.Fields.LongText("sessionCommentHead") is { Length: > 0 } comment ? Safe(comment) : null;

    /// <summary>The messages, oldest first.</summary>
    public IReadOnlyList<Message> Messages { get; }

    /// <summary>Who wrote them, and nobody else.</summary>
    public IReadOnlyList<MessageAuthor> Users { get; }

    /// <summary>The files that came with them.</summary>
    public IReadOnlyList<MessageFile> Files { get; }

    private protected override long? AboutChat => ChatId;

    private protected override string? AboutUserCode => UserCode;
}
