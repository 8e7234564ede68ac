using System;

namespace OpenLines;

/// <summary>
/// One of the connected user's own open line dialogs, with its session and its last message. Found by Get-OLRecentDialog with
/// <see href="https://apidocs.bitrix24.com/api-reference/chats/im-recent-get.html">im.recent.get</see>.
/// </summary>
public sealed class RecentDialog : PortalResult
{
    private readonly Bitrix24.OpenLines.RecentRecord _record;
    private readonly Bitrix24.OpenLines.DialogRecord _dialog;

    internal RecentDialog(Bitrix24.OpenLines.RecentRecord record, object? inputObject, PipelineRun run)
        : base(record.Fields, inputObject, run)
    {
        _record = record;
        _dialog = record.Dialog;
        UserCode = Safe(_dialog.UserCode);
    }

    /// <summary>The chat's id, above zero.</summary>
    public long ChatId => _dialog.Chat.Value;

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId => _dialog.Chat.DialogId;

    /// <summary>The chat's name.</summary>
    public string? Title => Safe(_dialog.Fields.Text("name"));

    /// <summary>The client's code in the channel, <c>connector|line|chat|user</c>, without <c>imol|</c>.</summary>
    public string? UserCode { get; }

    /// <summary>The id of the open session; null where there is none.</summary>
    public long? SessionId => _dialog.SessionId > 0 ? _dialog.SessionId : null;

    /// <summary>When the open session began; null where there is none.</summary>
    public DateTimeOffset? SessionStarted => SessionId is null ? null : _dialog.SessionStarted;

    /// <summary>The number of the session's status, such as 40 where the operator has replied; null where nobody tells it.</summary>
    public long? Status => _record.Status;

    /// <summary>Whether there is an open session, and somebody responsible for it.</summary>
    public SessionState State => SessionResult.StateOf(_dialog);

    /// <summary>The id of the responsible operator; null where there is none.</summary>
    public long? OperatorId => _dialog.OperatorId > 0 ? _dialog.OperatorId : null;

    /// <summary>Whether the dialog is kept with its operator (pinned).</summary>
    public bool IsPinned => _dialog.IsPinned;

    /// <summary>The type of the CRM object that the dialog is bound to, such as <c>LEAD</c>; null where it is bound to none.</summary>
    public string? CrmType => Safe(_dialog.CrmType);

    /// <summary>The id of that object.</summary>
    public long? CrmId => _dialog.CrmId;

    /// <summary>How many of its messages the connected user has not read.</summary>
    public long? Unread => _record.Unread;

    /// <summary>The id of the last message; null where there is none.</summary>
    public long? LastMessageId => _record.LastMessageId;

    /// <summary>Its text.</summary>
    public string? LastMessage => Safe(_record.LastMessage);

    /// <summary>When it was written.</summary>
    public DateTimeOffset? LastMessageDate => _record.LastMessageDate;

    private protected override long? AboutChat => ChatId;

    private protected override string? AboutUserCode => UserCode;
}
