using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Adds lines of the network to the portal, each by a bot that stands for it.</summary>
[Cmdlet(
    VerbsCommon.Add, "OLNetworkLine", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-network-join.html")]
[OutputType(typeof(NetworkLine))]
public sealed class AddOLNetworkLineCommand : ChangeCmdlet
{
    /// <summary>The code of the line, 32 letters and digits: the owner of the line finds it in the line's settings.</summary>
    [Parameter(Position = 0)]
    [Alias("NetworkCode")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Code { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities =>
        [new(nameof(Code), Code, ModuleText.Of("Item_NetworkLine"), OwnErrorId.InvalidNetworkCode)];

    private protected override OutcomeForm Form { get; } = new NetworkLineForm();

    private protected override RestMethod Called => NetworkMethods.Join;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_AddNetworkLine");

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        NetworkCode.TryParse(item.Value, Called.Name, out var code, out error) && IsWanted(LocalizableText.Verbatim(code), out error)
            ? NetworkMethods.JoinLine(code, HaltGroup)
            : null;
}
