using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Finds the open line chats of each CRM object.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLCrmChat",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-get.html")]
[OutputType(typeof(CrmChat))]
public sealed class GetOLCrmChatCommand : CallCmdlet
{
    /// <inheritdoc cref="CrmCmdlet.CrmType"/>
    [Parameter(Position = 0)]
    [Alias("CRM_ENTITY_TYPE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [CrmTypes]
    public object? CrmType { get; set; }

    /// <inheritdoc cref="CrmCmdlet.CrmId"/>
    [Parameter(Position = 1)]
    [Alias("CRM_ENTITY")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? CrmId { get; set; }

    /// <summary>All its chats, also those without an answered and open session.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter IncludeClosed { get; set; }

    /// <summary>Its last chat only, open or not. Where there is none, that is an error.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter Last { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfCrmObject(CrmId)];

    private protected override IReadOnlyList<ItemParameter> Details => [ItemParameter.OfCrmType(CrmType)];

    private protected override OutcomeForm Form => new CrmChatForm(OutcomeAction.Get);

    private protected override RestMethod Called => Last ? CrmMethods.Last : CrmMethods.Chats;

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        !CrmEntity.TryParse(item.Details[0], item.Value, Called.Name, out var entity, out error) ? null
        : Last ? CrmMethods.GetLast(entity)
        : CrmMethods.GetChats(entity, IncludeClosed);
}
