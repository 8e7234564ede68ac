using System.Management.Automation;
using System.Security;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Ends the open session of each chat for a bot.</summary>
[Cmdlet(
    VerbsLifecycle.Complete, "OLBotSession", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chat-bots/imopenlines-bot-session-finish.html")]
[OutputType(typeof(SessionResult))]
public sealed class CompleteOLBotSessionCommand : SessionCmdlet
{
    /// <summary>
    /// The CLIENT_ID that the bot was registered with, or its botToken: a secret of the bot. A webhook needs it; an application has a bot
    /// of its own.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [Unrepeated(typeof(SecureString), "Expected_SecureString")]
    public SecureString? ClientId { get; set; }

    private protected override SessionMethod Method => BotMethods.Finish;

    private protected override SessionAction Action => SessionAction.Complete;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_CompleteBot");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (BotParameters.Begin(ClientId, Client) is { } fault)
        {
            throw End(fault);
        }
    }

    private protected override SessionParameters? MoreOf(InputItem item, out Bitrix24Exception? error)
    {
        error = null;
        return new(BotParameters.Of(ClientId));
    }
}
