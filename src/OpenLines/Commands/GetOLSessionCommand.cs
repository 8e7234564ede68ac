using System;
using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Lists sessions: of CRM objects, of an operator, of a time, or those of the connected user's own dialogs.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLSession",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-list.html")]
[OutputType(typeof(Session))]
public sealed class GetOLSessionCommand : CallCmdlet
{
    private const string TimeInput = "Expected_Time";

    private SessionFilter _filter = new(null, null, null, null);

    /// <summary>
    /// The id of a CRM object, above zero: a number or its digits. Of an object it is read from the property CrmId or CRM_ENTITY. A script
    /// block is run for each record that is piped in. Without it the sessions of all objects are read.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("CRM_ENTITY")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? CrmId { get; set; }

    /// <summary>
    /// The type of the CRM object: LEAD, DEAL, CONTACT or COMPANY. Where it is not given it is read from the property CrmType or
    /// CRM_ENTITY_TYPE of each record.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("CRM_ENTITY_TYPE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [CrmTypes]
    public object? CrmType { get; set; }

    /// <summary>Those that this user is responsible for: the id of a user, above zero.</summary>
    [Parameter]
    [Alias("USER_ID", "UserId")]
    [AllowEmptyString]
    [Unrepeated(typeof(string), "Expected_UserId")]
    [Operators]
    public string? OperatorId { get; set; }

    /// <summary>Those that are open, or those that are closed.</summary>
    [Parameter]
    [Unrepeated(typeof(SessionPhase), "Expected_Phase")]
    public SessionPhase State { get; set; }

    /// <summary>Those that began at this time or later.</summary>
    [Parameter]
    [Unrepeated(typeof(DateTimeOffset), TimeInput)]
    public DateTimeOffset After { get; set; }

    /// <summary>Those that began before this time.</summary>
    [Parameter]
    [Unrepeated(typeof(DateTimeOffset), TimeInput)]
    public DateTimeOffset Before { get; set; }

    /// <summary>The open sessions of the connected user's own dialogs, which need no CRM.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter Mine { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities =>
        [new(nameof(CrmId), CrmId, ModuleText.Of("Item_CrmObject"), OwnErrorId.InvalidCrmId)];

    private protected override IReadOnlyList<ItemParameter> Details =>
        [new(nameof(CrmType), CrmType, ModuleText.Of("Item_Type"), OwnErrorId.InvalidCrmId)];

    private protected override string? Itemless => Mine ? nameof(Mine) : null;

    private protected override Action? WithoutItems => Mine ? null : ListAll;

    private protected override OutcomeForm Form => new SessionListForm(_filter);

    private protected override RestMethod Called => Mine ? MessengerMethods.Recent : ActivityMethods.List;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var filter = new SessionFilter(
            null,
            InputRule.IsGiven(this, nameof(State)) ? State == SessionPhase.Closed : null,
            InputRule.IsGiven(this, nameof(After)) ? After : null,
            InputRule.IsGiven(this, nameof(Before)) ? Before : null);
        if (!filter.TryNarrow(OperatorId, Called.Name, out _filter, out var error))
        {
            throw End(error!);
        }

        base.BeginProcessing();
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error)
    {
        error = null;
        return Mine
            ? MessengerMethods.RecentDialogs()
            : ActivityMethods.GetSessionsOf(_filter, item.Details[0], item.Value, out error);
    }

    private void ListAll()
    {
        var item = new InputItem(source: null, parameter: null);
        Count(item);
        Submit(item, ActivityMethods.GetSessions(_filter, owner: null));
    }
}
