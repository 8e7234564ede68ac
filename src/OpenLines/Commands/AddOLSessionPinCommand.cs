using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Keeps the dialog of each chat with the connected user, its operator.</summary>
[Cmdlet(
    VerbsCommon.Add, "OLSessionPin", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-pin.html")]
[OutputType(typeof(SessionResult), typeof(PinChange))]
public sealed class AddOLSessionPinCommand : OpenSessionCmdlet
{
    /// <summary>
    /// Keep all dialogs of the connected user with him, instead of those of given chats.
    /// What comes out is the sessions that changed.
    /// </summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    private protected override SessionMethod Method => SessionMethods.Pin;

    private protected override SessionAction Action => SessionAction.Pin;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Pin");

    private protected override OutcomeForm Form { get; } = new PinForm(SessionAction.Pin);

    private protected override string? Itemless => All ? nameof(All) : null;

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        item.Parameter is not null ? base.CreateCall(item, out error)
        : IsWanted(ModuleText.Of("Target_AllDialogs"), out error) ? PinMethods.OfAll(PinMethods.PinAll, HaltGroup)
        : null;
}
