using System;
using Bitrix24.OpenLines;

namespace OpenLines;

/// <summary>
/// A session of an open line chat. Found by Get-OLSession with
/// <see href="https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-list.html">
/// crm.activity.list</see> or <see href="https://apidocs.bitrix24.com/api-reference/chats/im-recent-get.html">im.recent.get</see>.
/// </summary>
public sealed class Session : PortalResult
{
    internal Session(ActivityRecord activity, object? inputObject, PipelineRun run)
        : base(activity.Fields, inputObject, run)
    {
        SessionId = activity.SessionId;
        UserCode = Safe(activity.UserCode);
        var code = new CodeParts(UserCode);
        ConnectorId = Safe(activity.ConnectorId) ?? code.ConnectorId;
        LineId = code.LineId;
        OperatorId = activity.OperatorId;
        State = activity.IsClosed ? SessionPhase.Closed : SessionPhase.Open;
        Started = activity.Started;
        Closed = activity.Closed;
        CrmType = Safe(activity.CrmType);
        CrmId = activity.CrmId;
    }

    internal Session(RecentRecord recent, object? inputObject, PipelineRun run)
        : base(recent.Fields, inputObject, run)
    {
        var dialog = recent.Dialog;
        SessionId = dialog.SessionId;
        ChatId = dialog.Chat.Value;
        DialogId = dialog.Chat.DialogId;
        UserCode = Safe(dialog.UserCode);
        var code = new CodeParts(UserCode);
        ConnectorId = code.ConnectorId;
        LineId = dialog.LineId ?? code.LineId;
        OperatorId = dialog.OperatorId > 0 ? dialog.OperatorId : null;
        Started = dialog.SessionStarted;
        CrmType = Safe(dialog.CrmType);
        CrmId = dialog.CrmId;
    }

    /// <summary>The session's id, above zero.</summary>
    public long SessionId { get; }

    /// <summary>The id of its chat; null where the portal does not tell: Get-OLDialog finds it by the session.</summary>
    public long? ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string? DialogId { get; }

    /// <summary>The client's code in the channel, <c>connector|line|chat|user</c>, without <c>imol|</c>.</summary>
    public string? UserCode { get; }

    /// <summary>The connector of the channel, such as <c>livechat</c>.</summary>
    public string? ConnectorId { get; }

    /// <summary>The line of the chat; of a session from the CRM the one that the client wrote to first.</summary>
    public long? LineId { get; }

    /// <summary>The id of the responsible operator; null where there is none.</summary>
    public long? OperatorId { get; }

    /// <summary>Whether it goes on.</summary>
    public SessionPhase State { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? Started { get; }

    /// <summary>When it was closed; null where it is open.</summary>
    public DateTimeOffset? Closed { get; }

    /// <summary>The type of the CRM object that it belongs to, such as <c>DEAL</c>; null where it belongs to none.</summary>
    public string? CrmType { get; }

    /// <summary>The id of that object.</summary>
    public long? CrmId { get; }

    private protected override long? AboutChat => ChatId;

    private protected override string? AboutUserCode => UserCode;
}
