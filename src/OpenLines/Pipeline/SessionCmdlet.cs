using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A cmdlet that changes the session of each chat that is piped in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionCmdlet : ChangeCmdlet
{
    private protected SessionCmdlet()
    {
    }

    /// <summary>
    /// The id of the operator's chat, above zero: a number, its digits, or a dialog id such as <c>chat1763</c>. Of an object it is read
    /// from the first of the properties ChatId, CHAT_ID, DialogId and DIALOG_ID that it has. A script block, such as
    /// <c>{ $_.'Chat of client' }</c>, is run for each record that is piped in.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ChatId { get; set; }

    /// <summary>
    /// Read each dialog back, with one more call a chat: the portal's own answer only says that the access check passed.
    /// The result then tells session, operator and state, and where nothing happened there is the error NotVerified instead.
    /// </summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfChat(ChatId)];

    private protected override OutcomeForm Form => new SessionForm(Action);

    private protected override RestMethod Called => Method;

    private protected override bool TellsUserCode => true;

    private protected abstract SessionMethod Method { get; }

    private protected abstract SessionAction Action { get; }

    /// <summary>Whether it is done also where it would open a session as if the client had written.</summary>
    private protected virtual bool IsForced => false;

    /// <summary>What the method takes of an item beside the chat.</summary>
    /// <param name="item">The item, with its details.</param>
    /// <param name="error">Why it cannot be had; null where it can.</param>
    /// <returns>Null where it cannot be had.</returns>
    private protected virtual SessionParameters? MoreOf(InputItem item, out Bitrix24Exception? error)
    {
        error = null;
        return SessionParameters.None;
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error)
    {
        if (!Bitrix24.OpenLines.ChatId.TryParse(item.Value, Method.Name, out var id, out error))
        {
            return null;
        }

        var target = item.UserCode is null ? id.DialogId : $"{id.DialogId} ({item.UserCode})";
        return MoreOf(item, out error) is { } more && IsWanted(LocalizableText.Verbatim(target), out error)
            ? Method.OnChat(id, HaltGroup, Verify, IsForced, more.Parameters, more.FindFault)
            : null;
    }
}
