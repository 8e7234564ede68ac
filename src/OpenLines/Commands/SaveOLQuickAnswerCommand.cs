using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Saves a message of each chat as a quick answer of its line.</summary>
[Cmdlet(
    VerbsData.Save, "OLQuickAnswer", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/messages/imopenlines-message-quick-save.html")]
[OutputType(typeof(SessionResult))]
public sealed class SaveOLQuickAnswerCommand : ChangeCmdlet
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
    /// The id of the message, above zero: a number or its digits. Where it is not given, it is read from the property MessageId or
    /// MESSAGE_ID of each object.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("MESSAGE_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? MessageId { get; set; }

    private protected override LocalizableText Operation => ModuleText.Of("Operation_SaveQuickAnswer");

    private protected override RestMethod Called => QuickAnswerMethods.Save;

    private protected override bool TellsUserCode => true;

    private protected override OutcomeForm Form { get; } = new SessionForm(SessionAction.SaveAnswer);

    private protected override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfChat(ChatId)];

    private protected override IReadOnlyList<ItemParameter> Details =>
        [ItemParameter.OfMessage(MessageId)];

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        Bitrix24.OpenLines.ChatId.TryParse(item.Value, Called.Name, out var chat, out error)
        && PortalId.TryParse(item.Details[0], IdKind.Message, Called.Name, out var message, out error)
        && IsWanted(ModuleText.Of("Target_MessageOf", message, chat.DialogId), out error)
            ? QuickAnswerMethods.Of(chat, message, HaltGroup)
            : null;
}
