using System;

namespace OpenLines;

/// <summary>
/// What a portal tells of an open line chat: its client, its session, its operator and what of the CRM is bound to it. Found by
/// Get-OLDialog with <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-dialog-get.html">
/// imopenlines.dialog.get</see>.
/// </summary>
public sealed class Dialog : PortalResult
{
    private readonly Bitrix24.OpenLines.DialogRecord _dialog;
    private readonly Bitrix24.OpenLines.CodeParts _code;

    internal Dialog(Bitrix24.OpenLines.DialogRecord dialog, object? inputObject, PipelineRun run)
        : base(dialog.Fields, inputObject, run)
    {
        _dialog = dialog;
        _code = new(dialog.UserCode);
        ChatId = dialog.Chat.Value;
        DialogId = dialog.Chat.DialogId;
        UserCode = Safe(dialog.UserCode);
        Title = Safe(dialog.Fields.Text("name"));
    }

    /// <summary>The chat's id, above zero.</summary>
    public long ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId { get; }

    /// <summary>The chat's name.</summary>
    public string? Title { get; }

    /// <summary>The client's code in the channel, <c>connector|line|chat|user</c>, without <c>imol|</c>.</summary>
    public string? UserCode { get; }

    /// <summary>The connector of the channel, such as <c>livechat</c>: the first part of the user code.</summary>
    public string? ConnectorId => Safe(_code.ConnectorId);

    /// <summary>The line that the chat is in now: the one that it was handed on to, else that of the user code.</summary>
    public long? LineId => _dialog.CurrentLineId;

    /// <summary>The client's chat in the channel: the third part of the user code.</summary>
    public string? ExternalChatId => Safe(_code.ExternalChatId);

    /// <summary>The client as a user of the portal: the last part of the user code.</summary>
    public long? ClientId => _code.ClientId;

    /// <summary>The id of the open session; null where there is none.</summary>
    public long? SessionId => AboveZero(_dialog.SessionId);

    /// <summary>When the open session began; null where there is none.</summary>
    public DateTimeOffset? SessionStarted => SessionId is null ? null : _dialog.SessionStarted;

    /// <summary>Whether there is an open session, and somebody responsible for it.</summary>
    public SessionState State => SessionResult.StateOf(_dialog);

    /// <summary>The id of the responsible operator; null where there is none.</summary>
    public long? OperatorId => AboveZero(_dialog.OperatorId);

    /// <summary>
    /// What the connected user is in the chat: <c>owner</c>, <c>manager</c>, <c>member</c> or <c>guest</c>, who is not in it.
    /// </summary>
    public string? Role => Safe(_dialog.Role);

    /// <summary>Whether the dialog is kept with its operator (pinned).</summary>
    public bool IsPinned => _dialog.IsPinned;

    /// <summary>Whether what operators write stays hidden from the client.</summary>
    public bool IsSilent => _dialog.IsSilent;

    /// <summary>Whether something of the CRM is bound to the dialog.</summary>
    public bool IsCrmBound => _dialog.IsCrmBound;

    /// <summary>The type of the CRM object that the dialog is bound to, such as <c>LEAD</c>; null where it is bound to none.</summary>
    public string? CrmType => Safe(_dialog.CrmType);

    /// <summary>The id of that object.</summary>
    public long? CrmId => _dialog.CrmId;

    /// <summary>The lead that is bound to it; null where there is none.</summary>
    public long? LeadId => Bound("LEAD");

    /// <summary>The company that is bound to it; null where there is none.</summary>
    public long? CompanyId => Bound("COMPANY");

    /// <summary>The contact that is bound to it; null where there is none.</summary>
    public long? ContactId => Bound("CONTACT");

    /// <summary>The deal that is bound to it; null where there is none.</summary>
    public long? DealId => Bound("DEAL");

    /// <summary>Until when operators cannot answer; null where they can.</summary>
    public DateTimeOffset? BlockedUntil => _dialog.BlockedUntil;

    /// <summary>Why operators cannot answer; null where they can.</summary>
    public string? BlockReason => Safe(_dialog.BlockReason);

    /// <summary>How many messages it has.</summary>
    public long? MessageCount => _dialog.Fields.Number("message_count");

    /// <summary>The id of the last message; null where there is none.</summary>
    public long? LastMessageId => AboveZero(_dialog.LastMessageId ?? 0);

    /// <summary>When the chat was made.</summary>
    public DateTimeOffset? Created => _dialog.Fields.Time("date_create");

    private protected override long? AboutChat => ChatId;

    private protected override string? AboutUserCode => UserCode;

    private static long? AboveZero(long id) => id > 0 ? id : null;

    private long? Bound(string type) => _dialog.Bindings.TryGetValue(type, out var id) ? id : null;
}
