using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Gives the messages of each session, with their authors and files.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLSessionHistory",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-history-get.html")]
[OutputType(typeof(SessionHistory))]
public sealed class GetOLSessionHistoryCommand : CallCmdlet
{
    /// <summary>
    /// The id of the session, above zero: a number, its digits, or <c>imol|</c> and the digits. Of an object it is read from the property
    /// SessionId or SESSION_ID; where it has none, or an empty one, its chat is taken.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("SESSION_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? SessionId { get; set; }

    /// <summary>The id of a chat instead: its last session is taken.</summary>
    [Parameter]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ChatId { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities =>
    [
        ItemParameter.OfSession(SessionId),
        ItemParameter.OfChat(ChatId),
    ];

    private protected override OutcomeForm Form { get; } =
        new ReadForm<HistoryRecord>(static (history, item, run) => [new SessionHistory(history, item.First, run)]);

    private protected override RestMethod Called => HistoryMethods.Get;

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        item.Parameter!.Name == nameof(ChatId)
            ? Bitrix24.OpenLines.ChatId.TryParse(item.Value, Called.Name, out var chat, out error) ? HistoryMethods.OfChat(chat) : null
            : PortalId.TryParse(item.Value, IdKind.Session, Called.Name, out var session, out error) ? HistoryMethods.OfSession(session)
            : null;
}
