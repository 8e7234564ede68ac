using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Tells the revisions of the interfaces of Open Lines.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLRevision",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-revision-get.html")]
[OutputType(typeof(Revision))]
public sealed class GetOLRevisionCommand : PortalCmdlet
{
    private protected override OutcomeForm Form { get; } =
        new ReadForm<JsonFields>(static (fields, item, run) => [new Revision(fields, item.First, run)]);

    private protected override void ProcessInput()
    {
        var item = new InputItem(source: null, parameter: null);
        Count(item);
        Submit(item, RevisionMethods.GetRevision());
    }
}
