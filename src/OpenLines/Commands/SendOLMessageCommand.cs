using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Writes a message into each chat, as the connected user.</summary>
[Cmdlet(
    VerbsCommunications.Send, "OLMessage", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/chats/messages/im-message-add.html")]
[OutputType(typeof(SentMessage))]
public sealed class SendOLMessageCommand : ChangeCmdlet
{
    /// <inheritdoc cref="SessionCmdlet.ChatId"/>
    [Parameter(Position = 0)]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ChatId { get; set; }

    /// <summary>
    /// What is written, up to what the portal takes. Where it is not given it is read from the property Text or MESSAGE of each record. A
    /// script block, such as <c>{ "Dear $($_.Name)" }</c>, is run for each record that is piped in.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("MESSAGE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Text { get; set; }

    /// <summary>The id of the message of the same chat that it answers, above zero; also from a property ReplyTo or REPLY_ID.</summary>
    [Parameter]
    [Alias("REPLY_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ReplyTo { get; set; }

    /// <summary>A note for the operators: the client does not get it. Known from the portal's own code only.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter Internal { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities =>
        [new(nameof(ChatId), ChatId, ModuleText.Of("Item_Chat"), OwnErrorId.InvalidChatId)];

    private protected override IReadOnlyList<ItemParameter> Details =>
    [
        new(nameof(Text), Text, ModuleText.Of("Item_Text"), OwnErrorId.InvalidText),
        new(nameof(ReplyTo), ReplyTo, ModuleText.Of("Item_Message"), OwnErrorId.InvalidMessageId),
    ];

    private protected override OutcomeForm Form => new SentMessageForm(Internal);

    private protected override RestMethod Called => MessengerMethods.Send;

    private protected override bool TellsUserCode => true;

    private protected override LocalizableText Operation => Internal
        ? ModuleText.Of("Operation_SendInternal")
        : ModuleText.Of("Operation_SendMessage");

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error)
    {
        if (!Bitrix24.OpenLines.ChatId.TryParse(item.Value, Called.Name, out var chat, out error)
            || !MessageText.TryParse(item.Details[0], Called.Name, Client.Redaction, out var text, out error)
            || !MessengerMethods.TryParseReply(item.Details[1], out var replyTo, out error))
        {
            return null;
        }

        var target = item.UserCode is null ? chat.DialogId : $"{chat.DialogId} ({item.UserCode})";
        return IsWanted(LocalizableText.Verbatim(target), out error)
            ? MessengerMethods.SendMessage(chat, text, replyTo, Internal, HaltGroup)
            : null;
    }
}
