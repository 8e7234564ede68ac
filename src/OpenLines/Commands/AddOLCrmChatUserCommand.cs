using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Adds a user to an open line chat of each CRM object.</summary>
[Cmdlet(
    VerbsCommon.Add, "OLCrmChatUser", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-user-add.html")]
[OutputType(typeof(CrmChat))]
public sealed class AddOLCrmChatUserCommand : CrmCmdlet
{
    /// <summary>The id of the user, above zero; also from a property UserId, USER_ID or OperatorId of each record.</summary>
    [Parameter(Position = 2)]
    [Alias("USER_ID", "OperatorId")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? UserId { get; set; }

    /// <summary>The id of one of the chats of the object, also from a property of each record; without it the last one is taken.</summary>
    [Parameter]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? ChatId { get; set; }

    private protected override IReadOnlyList<ItemParameter> Details =>
        [ItemParameter.OfCrmType(CrmType), ItemParameter.OfUser(nameof(UserId), UserId), ItemParameter.OfChat(ChatId)];

    private protected override OutcomeForm Form => new CrmChatForm(OutcomeAction.AddUser);

    private protected override RestMethod Called => CrmMethods.AddUser;

    private protected override string Operation => "Add user";

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        CrmMemberInput.TryRead(item, Called.Name, needsChat: false, out var member, out error)
        && IsWanted($"user {member.User} to {member.Target}", out error)
            ? CrmMethods.ChangeUser(CrmMethods.AddUser, member.Entity, member.User, member.Chat, HaltGroup)
            : null;
}
