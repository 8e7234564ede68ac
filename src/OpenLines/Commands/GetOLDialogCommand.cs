using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Tells of the dialog of each chat, session or user code.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLDialog",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-dialog-get.html")]
[OutputType(typeof(Dialog))]
public sealed class GetOLDialogCommand : CallCmdlet
{
    /// <inheritdoc cref="SessionCmdlet.ChatId"/>
    [Parameter(Position = 0)]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ChatId { get; set; }

    /// <summary>The id of a session of the chat, above zero, instead of the chat's.</summary>
    [Parameter]
    [Alias("SESSION_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? SessionId { get; set; }

    /// <summary>The user code of the chat instead of its id, taken as it is but for a leading <c>imol|</c>.</summary>
    [Parameter]
    [Alias("USER_CODE", "EntityId", "ENTITY_ID", "Code")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? UserCode { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities =>
    [
        ItemParameter.OfChat(ChatId),
        ItemParameter.OfSession(SessionId),
        new(nameof(UserCode), UserCode, ModuleText.Of("Item_UserCode"), OwnErrorId.InvalidUserCode),
    ];

    private protected override OutcomeForm Form { get; } =
        new ReadForm<Bitrix24.OpenLines.DialogRecord>(static (dialog, item, run) => [new Dialog(dialog, item.First, run)]);

    private protected override RestMethod Called => DialogMethods.Get;

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) => item.Parameter!.Name switch
    {
        nameof(SessionId) => PortalId.TryParse(item.Value, IdKind.Session, Called.Name, out var session, out error)
            ? DialogMethods.OfSession(session)
            : null,
        nameof(UserCode) => Bitrix24.OpenLines.UserCode.TryParse(item.Value, out var code, out error)
            ? DialogMethods.OfUserCode(code)
            : null,
        _ => Bitrix24.OpenLines.ChatId.TryParse(item.Value, Called.Name, out var chat, out error)
            ? DialogMethods.GetDialog(chat)
            : null,
    };
}
