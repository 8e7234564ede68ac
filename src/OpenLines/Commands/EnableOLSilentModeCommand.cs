using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Hides from the client of each chat what operators write.</summary>
[Cmdlet(
    VerbsLifecycle.Enable, "OLSilentMode", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-silent.html")]
[OutputType(typeof(SessionResult))]
public sealed class EnableOLSilentModeCommand : SessionCmdlet
{
    private protected override SessionMethod Method => SessionMethods.SilentOn;

    private protected override SessionAction Action => SessionAction.SilentOn;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_SilentOn");
}
