using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Lets go to the client of each chat what operators write.</summary>
[Cmdlet(
    VerbsLifecycle.Disable, "OLSilentMode", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-silent.html")]
[OutputType(typeof(SessionResult))]
public sealed class DisableOLSilentModeCommand : SessionCmdlet
{
    private protected override SessionMethod Method => SessionMethods.SilentOff;

    private protected override SessionAction Action => SessionAction.SilentOff;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_SilentOff");
}
