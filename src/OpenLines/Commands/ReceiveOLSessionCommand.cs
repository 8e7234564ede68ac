using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Makes the connected user the operator of the open session of each chat.</summary>
[Cmdlet(
    VerbsCommunications.Receive, "OLSession", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-answer.html")]
[OutputType(typeof(SessionResult))]
public sealed class ReceiveOLSessionCommand : SessionCmdlet
{
    private protected override SessionMethod Method => OperatorMethods.Answer;

    private protected override SessionAction Action => SessionAction.Receive;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Answer");
}
