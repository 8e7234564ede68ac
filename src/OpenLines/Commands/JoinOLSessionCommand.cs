using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Adds the connected user to each chat.</summary>
[Cmdlet(
    VerbsCommon.Join, "OLSession", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-join.html")]
[OutputType(typeof(SessionResult))]
public sealed class JoinOLSessionCommand : SessionCmdlet
{
    private protected override SessionMethod Method => SessionMethods.Join;

    private protected override SessionAction Action => SessionAction.Join;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Join");
}
