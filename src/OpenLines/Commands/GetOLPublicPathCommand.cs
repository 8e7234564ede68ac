using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Tells where the portal's pages of lines are.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLPublicPath",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-path-get.html")]
[OutputType(typeof(PublicAddress))]
public sealed class GetOLPublicPathCommand : PortalCmdlet
{
    private protected override OutcomeForm Form { get; } =
        new ReadForm<JsonFields>(static (fields, item, run) => [new PublicAddress(fields, item.First, run)]);

    private protected override void ProcessInput()
    {
        var item = new InputItem(source: null, parameter: null);
        Count(item);
        Submit(item, PublicPathMethods.GetPath());
    }
}
