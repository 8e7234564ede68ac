using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Writes to the client in a chat of each CRM object, in the name of a member.</summary>
[Cmdlet(
    VerbsCommunications.Send, "OLCrmMessage", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/messages/imopenlines-crm-message-add.html")]
[OutputType(typeof(SentMessage))]
public sealed class SendOLCrmMessageCommand : CrmCmdlet
{
    /// <summary>The id of the chat, above zero; also from a property ChatId, CHAT_ID, DialogId or DIALOG_ID of each record.</summary>
    [Parameter(Position = 2)]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ChatId { get; set; }

    /// <summary>The member of the chat whose message it is; also from a property SenderId, USER_ID, UserId or OperatorId.</summary>
    [Parameter(Position = 3)]
    [Alias("USER_ID", "UserId", "OperatorId")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? SenderId { get; set; }

    /// <summary>What is written; also from a property Text or MESSAGE of each record. The portal takes 0 for no text.</summary>
    [Parameter(Position = 4)]
    [Alias("MESSAGE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Text { get; set; }

    private protected override IReadOnlyList<ItemParameter> Details =>
    [
        ItemParameter.OfCrmType(CrmType), ItemParameter.OfUser(nameof(SenderId), SenderId), ItemParameter.OfChat(ChatId),
        new(nameof(Text), Text, ModuleText.Of("Item_Text"), OwnErrorId.InvalidText),
    ];

    private protected override OutcomeForm Form => new SentMessageForm(isInternal: false);

    private protected override RestMethod Called => CrmMethods.Send;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_SendMessage");

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error)
    {
        if (!CrmMemberInput.TryRead(item, Called.Name, needsChat: true, out var member, out error)
            || !MessageText.TryParse(item.Details[3], Called.Name, Client.Redaction, out var text, out error)
            || !CrmMemberInput.IsTaken(text, Called.Name, out error))
        {
            return null;
        }

        return IsWanted(member.Target, out error)
            ? CrmMethods.SendMessage(member.Entity, member.Chat!.Value, member.User, text, HaltGroup)
            : null;
    }
}
