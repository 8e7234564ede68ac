using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Makes sure that each chat has an open session.</summary>
[Cmdlet(
    VerbsLifecycle.Start, "OLSession", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-start.html")]
[OutputType(typeof(SessionResult))]
public sealed class StartOLSessionCommand : SessionCmdlet
{
    private protected override SessionMethod Method => SessionMethods.Start;

    private protected override SessionAction Action => SessionAction.Start;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Start");
}
