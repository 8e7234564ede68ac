using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Lets the portal hand on the dialog of each chat again.</summary>
[Cmdlet(
    VerbsCommon.Remove, "OLSessionPin", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-pin.html")]
[OutputType(typeof(SessionResult), typeof(PinChange))]
public sealed class RemoveOLSessionPinCommand : OpenSessionCmdlet
{
    /// <summary>
    /// Let all dialogs of the connected user be handed on again, instead of those of given chats.
    /// What comes out is the sessions that changed.
    /// </summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    private protected override SessionMethod Method => SessionMethods.Unpin;

    private protected override SessionAction Action => SessionAction.Unpin;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Unpin");

    private protected override OutcomeForm Form { get; } = new PinForm(SessionAction.Unpin);

    private protected override string? Itemless => All ? nameof(All) : null;

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        item.Parameter is not null ? base.CreateCall(item, out error)
        : IsWanted(ModuleText.Of("Target_AllDialogs"), out error) ? PinMethods.OfAll(PinMethods.UnpinAll, HaltGroup)
        : null;
}
