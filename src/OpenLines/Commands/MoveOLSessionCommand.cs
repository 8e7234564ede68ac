using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Hands the dialog of each chat over to another operator, or to the queue of a line.</summary>
[Cmdlet(
    VerbsCommon.Move, "OLSession", SupportsShouldProcess = true, DefaultParameterSetName = nameof(OperatorId),
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-transfer.html")]
[OutputType(typeof(SessionResult))]
public sealed class MoveOLSessionCommand : OpenSessionCmdlet
{
    /// <summary>
    /// The id of the user who gets the dialogs, above zero. It is not read from records, which tell who is responsible now: a script block
    /// finds it for each.
    /// </summary>
    [Parameter(ParameterSetName = nameof(OperatorId))]
    [Alias("USER_ID", "UserId")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Operators]
    public object? OperatorId { get; set; }

    /// <summary>
    /// The id of the line whose queue gets the dialogs, above zero. It is not read from records, which tell the line that they are in now:
    /// a script block finds it for each.
    /// </summary>
    [Parameter(ParameterSetName = nameof(LineId))]
    [Alias("CONFIG_ID", "ConfigId", "LINE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Lines]
    public object? LineId { get; set; }

    private protected override SessionMethod Method => OperatorMethods.Transfer;

    private protected override SessionAction Action => SessionAction.Move;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Move");

    private protected override IReadOnlyList<ItemParameter> Details =>
    [
        ToLine
            ? new(nameof(LineId), LineId, ModuleText.Of("Item_Line"), OwnErrorId.InvalidLineId)
            : new(nameof(OperatorId), OperatorId, ModuleText.Of("Item_Operator"), OwnErrorId.InvalidUserId),
    ];

    private bool ToLine => ParameterSetName == nameof(LineId);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!ToLine && !InputRule.IsGiven(this, nameof(OperatorId)))
        {
            throw End(InputRule.Missing(ModuleText.Of("Input_NoMoveTarget"), ModuleText.Of("Input_NoMoveTargetAdvice")));
        }
    }

    private protected override SessionParameters? MoreOf(InputItem item, out Bitrix24Exception? error) =>
        HandOver.Parse(item.Details[0], ToLine, Method.Name, out error) is { } to ? new([to.Parameter], to.FindFault) : null;
}
