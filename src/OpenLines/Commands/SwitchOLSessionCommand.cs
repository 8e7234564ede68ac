using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Takes the dialog of each chat over from its operator.</summary>
[Cmdlet(
    VerbsCommon.Switch, "OLSession", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-intercept.html")]
[OutputType(typeof(SessionResult))]
public sealed class SwitchOLSessionCommand : SessionCmdlet
{
    private protected override SessionMethod Method => SessionMethods.Intercept;

    private protected override SessionAction Action => SessionAction.Switch;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_TakeOver");
}
