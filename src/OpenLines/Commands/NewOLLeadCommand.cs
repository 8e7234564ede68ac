using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Gives the CRM a lead of the dialog of each chat.</summary>
[Cmdlet(
    VerbsCommon.New, "OLLead", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-crm-lead-create.html")]
[OutputType(typeof(SessionResult))]
public sealed class NewOLLeadCommand : OpenSessionCmdlet
{
    private protected override SessionMethod Method => SessionMethods.CreateLead;

    private protected override SessionAction Action => SessionAction.CreateLead;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_CreateLead");
}
