using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Deletes lines, with their queues, their automatic messages and their channels. There is no way back.</summary>
[Cmdlet(
    VerbsCommon.Remove, "OLLine", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-delete.html")]
[OutputType(typeof(LineResult))]
public sealed class RemoveOLLineCommand : ChangeCmdlet
{
    /// <inheritdoc cref="SetOLLineCommand.LineId"/>
    [Parameter(Position = 0)]
    [Alias("CONFIG_ID", "ConfigId", "LINE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Lines]
    public object? LineId { get; set; }

    /// <summary>Look for each line afterwards, with one more call a line; where it is still there, the error is NotVerified.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfLine(LineId)];

    private protected override OutcomeForm Form => new LineForm(LineAction.RemoveLine, givesLine: false);

    private protected override RestMethod Called => LineChanges.Delete;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Delete");

    private protected override bool HasNoUndo => true;

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        PortalId.TryParse(item.Value, IdKind.Line, Called.Name, out var id, out error)
        && IsWanted(ModuleText.Of("Target_Line", id), out error)
            ? LineChanges.DeleteLine(id, Verify, HaltGroup)
            : null;
}
