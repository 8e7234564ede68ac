using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A cmdlet that changes who is in a chat of each CRM object that is piped in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CrmMemberCmdlet : CrmCmdlet
{
    private protected CrmMemberCmdlet()
    {
    }

    /// <summary>The id of the user, above zero; also from a property UserId, USER_ID or OperatorId of each record.</summary>
    [Parameter(Position = 2)]
    [Alias("USER_ID", "OperatorId")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Operators]
    public object? UserId { get; set; }

    /// <summary>The id of one of the chats of the object, also from a property of each record; without it the last one is taken.</summary>
    [Parameter]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ChatId { get; set; }

    /// <summary>
    /// Read the members of each chat back, with one more call a chat: where the user is not what he was to become there is the error
    /// NotVerified. It needs the permission im, and only members of a chat may read who is in it.
    /// </summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    private protected sealed override IReadOnlyList<ItemParameter> Details =>
        [ItemParameter.OfCrmType(CrmType), ItemParameter.OfUser(nameof(UserId), UserId), ItemParameter.OfChat(ChatId)];

    private protected sealed override RestMethod Called => Method;

    private protected abstract RestMethod<CrmChatRecord> Method { get; }

    /// <summary>What stands between the user and the chat where somebody is asked.</summary>
    private protected abstract LocalizableText TargetOf(CrmMemberInput member);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Verify)
        {
            RequireScope(MemberMethods.Members);
        }
    }

    private protected sealed override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        CrmMemberInput.TryRead(item, Method.Name, needsChat: false, out var member, out error)
        && IsWanted(TargetOf(member), out error)
            ? CrmMethods.ChangeUser(Method, member.Entity, member.User, member.Chat, Verify, HaltGroup)
            : null;
}
