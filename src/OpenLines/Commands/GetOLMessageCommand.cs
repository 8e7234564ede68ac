using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Gives the messages of each chat that the connected user is a member of.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLMessage", DefaultParameterSetName = NewestFirst,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/chats/messages/im-dialog-messages-get.html")]
[OutputType(typeof(Message))]
public sealed class GetOLMessageCommand : CallCmdlet
{
    private const string NewestFirst = "NewestFirst";
    private const string OldestFirst = "OldestFirst";
    private const string MessageIdInput = "Expected_MessageId";

    // As many pages wait to be written at the most as can be kept.
    private const int MostChats = 100;

    private MessagePages _pages = MessagePages.Newest;

    /// <inheritdoc cref="SessionCmdlet.ChatId"/>
    [Parameter(Position = 0)]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ChatId { get; set; }

    /// <summary>The id of a message, above zero: those before it, newest first.</summary>
    [Parameter(ParameterSetName = NewestFirst)]
    [Alias("LAST_ID")]
    [AllowEmptyString]
    [Unrepeated(typeof(string), MessageIdInput)]
    [NotCompleted]
    public string? Before { get; set; }

    /// <summary>The id of a message, above zero: those after it, oldest first.</summary>
    [Parameter(ParameterSetName = OldestFirst, Mandatory = true)]
    [Alias("FIRST_ID")]
    [AllowEmptyString]
    [Unrepeated(typeof(string), MessageIdInput)]
    [NotCompleted]
    public string? After { get; set; }

    /// <summary>All of them, page by page, each written as soon as it has come; without it 50 at the most.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter All { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfChat(ChatId)];

    private protected override OutcomeForm Form => new MessageForm(_pages, All);

    private protected override RestMethod Called => MessagePages.Method;

    private protected override int Room => MostChats;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if ((After ?? Before) is { } given)
        {
            _pages = PortalId.TryParse(given, IdKind.Message, Called.Name, out var id, out var error)
                ? new(id, IsForward: After is not null)
                : throw End(error!);
        }

        base.BeginProcessing();
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        Bitrix24.OpenLines.ChatId.TryParse(item.Value, Called.Name, out var chat, out error) ? _pages.First(chat) : null;
}
