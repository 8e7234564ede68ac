using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Writes a text, or the greeting of the line, to the client of each chat, as a message of the system.</summary>
[Cmdlet(
    VerbsCommunications.Send, "OLBotMessage", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Text),
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chat-bots/imopenlines-bot-session-message-send.html")]
[OutputType(typeof(SessionResult))]
public sealed class SendOLBotMessageCommand : OpenSessionCmdlet
{
    /// <summary>
    /// What is written. A script block, such as <c>{ "Dear $($_.Name)" }</c>, is run for each record. It is not read from records, whose
    /// text may be a message of the client.
    /// </summary>
    [Parameter(ParameterSetName = nameof(Text), Position = 1)]
    [Alias("MESSAGE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Text { get; set; }

    /// <summary>Send the greeting of the line.</summary>
    [Parameter(ParameterSetName = nameof(Welcome), Mandatory = true)]
    public SwitchParameter Welcome { get; set; }

    private protected override SessionMethod Method => BotMethods.Send;

    private protected override SessionAction Action => SessionAction.Send;

    private protected override LocalizableText Operation => Welcome
        ? ModuleText.Of("Operation_SendGreeting")
        : ModuleText.Of("Operation_SendSystem");

    private protected override IReadOnlyList<ItemParameter> Details =>
        Welcome ? [] : [new(nameof(Text), Text, ModuleText.Of("Item_Text"), OwnErrorId.InvalidText)];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!Welcome && !InputRule.IsGiven(this, nameof(Text)))
        {
            throw End(InputRule.Missing(ModuleText.Of("Input_NoBotText"), ModuleText.Of("Input_NoBotTextAdvice")));
        }
    }

    private protected override SessionParameters? MoreOf(InputItem item, out Bitrix24Exception? error)
    {
        error = null;
        return Welcome ? new([new("NAME", "WELCOME")])
            : MessageText.TryParse(item.Details[0], Method.Name, Client.Redaction, out var text, out error)
                && !IsNone(text, out error)
                ? new([new("NAME", "DEFAULT"), new("MESSAGE", text)])
            : null;
    }

    // For PHP it is false, and nothing would be sent.
    private bool IsNone(string text, out Bitrix24Exception? error)
    {
        error = text == "0" ? Failure.Own(OwnErrorId.InvalidText, ModuleText.Of("Text_ZeroOfBot"), Method.Name) : null;
        return error is not null;
    }
}
