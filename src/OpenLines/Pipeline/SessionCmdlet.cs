using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A cmdlet that changes the session of each chat that is piped in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SessionCmdlet : CallCmdlet
{
    private HaltGroup? _haltGroup;
    private bool _cannotAsk;

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
    public object? ChatId { get; set; }

    /// <summary>
    /// Read each dialog back, with one more call a chat: the portal's own answer only says that the access check passed.
    /// The result then tells session, operator and state, and where nothing happened there is the error NotVerified instead.
    /// </summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [new(nameof(ChatId), ChatId, "Chat", OwnErrorId.InvalidChatId)];

    private protected override OutcomeForm Form => new SessionForm(Action);

    private protected override RestMethod Called => Method;

    private protected override bool TellsUserCode => true;

    private protected override HaltGroup? HaltGroup => _haltGroup;

    private protected abstract SessionMethod Method { get; }

    private protected abstract SessionAction Action { get; }

    /// <summary>What ShouldProcess calls the operation.</summary>
    private protected abstract string Operation { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (StopsAtFirstFailure())
        {
            _haltGroup = new HaltGroup();
        }
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error)
    {
        if (!Bitrix24.OpenLines.ChatId.TryParse(item.Value, Method.Name, out var id, out error))
        {
            return null;
        }

        var target = item.UserCode is null ? id.DialogId : $"{id.DialogId} ({item.UserCode})";
        return IsWanted(Client.Redaction.Clean(target, Redaction.LongestDescription), out error)
            ? Method.OnChat(id, _haltGroup, Verify)
            : null;
    }

    /// <summary>
    /// Asks, where the user is to be asked. A host that cannot refuses with an exception of any kind, which would end the whole pipeline
    /// with all that waits in it: here each item has its error.
    /// </summary>
    private bool IsWanted(string target, out Bitrix24Exception? error)
    {
        error = null;
        try
        {
            if (!_cannotAsk)
            {
                return ShouldProcess(target, Operation);
            }
        }
#pragma warning disable CA1031 // Hosts throw what they like: that of the console, at the end of its input, a NullReferenceException.
        catch (Exception exception) when (exception is HostException or RemoteException or not RuntimeException)
#pragma warning restore CA1031
        {
            _cannotAsk = true;
        }

        error = Failure.Own(
            OwnErrorId.ConfirmationUnavailable,
            "It is to be confirmed, and this host cannot ask. Give -Confirm:$false where nobody is to be asked.",
            Method.Name);
        return false;
    }

    private bool StopsAtFirstFailure()
    {
        var preference = MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given)
            ? given
            : GetVariableValue("ErrorActionPreference");
        return LanguagePrimitives.TryConvertTo<ActionPreference>(preference, CultureInfo.InvariantCulture, out var action)
            && action == ActionPreference.Stop;
    }
}
