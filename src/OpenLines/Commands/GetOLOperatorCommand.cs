using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Tells who takes the dialogs of each line.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLOperator",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-get.html")]
[OutputType(typeof(Operator))]
public sealed class GetOLOperatorCommand : CallCmdlet
{
    private bool _hasNames;

    /// <summary>
    /// The id of the line, above zero: a number or its digits. Of an object it is read from the first of the properties LineId, CONFIG_ID,
    /// ConfigId and LINE that it has. A script block is run for each record that is piped in.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("CONFIG_ID", "ConfigId", "LINE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? LineId { get; set; }

    /// <summary>Only those who are at work now.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "no value")]
    public SwitchParameter Online { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [new(nameof(LineId), LineId, "Line", OwnErrorId.InvalidLineId)];

    private protected override OutcomeForm Form { get; } = new OperatorForm();

    private protected override RestMethod Called => QueueMethods.Get;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var lack = FindLack(QueueMethods.Users);
        _hasNames = lack is null;
        if (lack is not null)
        {
            WriteWarning($"The webhook or token lacks the permission {lack}, so the operators come without their names.");
        }
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        PortalId.TryParse(item.Value, IdKind.Line, Called.Name, out var line, out error)
            ? QueueMethods.GetQueue(line, Online, _hasNames)
            : null;
}
