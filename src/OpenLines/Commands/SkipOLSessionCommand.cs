using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Gives the dialog of each chat to the next in its queue.</summary>
[Cmdlet(
    VerbsCommon.Skip, "OLSession", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-skip.html")]
[OutputType(typeof(SessionResult))]
public sealed class SkipOLSessionCommand : SessionCmdlet
{
    /// <summary>
    /// Do it without a look at each dialog first, which saves a call a chat. Where the chat has no open session the portal then takes the
    /// connected user out of it, and answers an error.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override SessionMethod Method => OperatorMethods.Skip;

    private protected override SessionAction Action => SessionAction.Skip;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Skip");

    private protected override bool IsForced => Force;
}
