using System;

namespace Bitrix24.OpenLines;

/// <summary>
/// The methods by which a chat bot gives a dialog away or ends it. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chat-bots/index.html">their pages</see>.
/// </summary>
internal static class BotMethods
{
    /// <summary>
    /// The dialog goes from the bot that has it to the queue. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chat-bots/imopenlines-bot-session-operator.html">
    /// imopenlines.bot.session.operator</see>.
    /// </summary>
    public static readonly SessionMethod ToQueue = new(
        "imopenlines.bot.session.operator", TimeSpan.FromSeconds(0.083), DialogShows.OpenSession)
    {
        OpensSessions = true,
        FindUnchanged = static (before, after) => after.OperatorId == before.OperatorId && after.OperatorId != 0
            ? LineText.Of("Verify_SameOperator", after.OperatorId)
            : null,
    };

    /// <summary>
    /// The dialog goes from a bot to an operator, or to the queue of a line. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chat-bots/imopenlines-bot-session-transfer.html">
    /// imopenlines.bot.session.transfer</see>.
    /// </summary>
    public static readonly SessionMethod Transfer = new(
        "imopenlines.bot.session.transfer", TimeSpan.FromSeconds(0.083), DialogShows.OpenSession)
    {
        OpensSessions = true,
    };

    /// <summary>
    /// The client gets a text, or the greeting of the line. True also where nothing is sent. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chat-bots/imopenlines-bot-session-message-send.html">
    /// imopenlines.bot.session.message.send</see>.
    /// </summary>
    public static readonly SessionMethod Send = new(
        "imopenlines.bot.session.message.send", TimeSpan.FromSeconds(0.083), DialogShows.OpenSession)
    {
        OpensSessions = true,
        FindUnchanged = static (before, after) => after.LastMessageId is not null && after.LastMessageId == before.LastMessageId
            ? LineText.Of("Verify_NoMessage")
            : null,
    };

    /// <summary>
    /// A bot takes the dialog and ends it. True also where no session is open. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chat-bots/imopenlines-bot-session-finish.html">
    /// imopenlines.bot.session.finish</see>.
    /// </summary>
    public static readonly SessionMethod Finish = new(
        "imopenlines.bot.session.finish", TimeSpan.FromSeconds(0.083), DialogShows.NoSession)
    {
        IsTrueOfClosed = true,
    };
}
