using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Gives the dialog of each chat from a bot to the queue, to an operator or to a line.</summary>
[Cmdlet(
    VerbsCommon.Move, "OLBotSession", SupportsShouldProcess = true, DefaultParameterSetName = nameof(ToQueue),
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chat-bots/imopenlines-bot-session-transfer.html")]
[OutputType(typeof(SessionResult))]
public sealed class MoveOLBotSessionCommand : OpenSessionCmdlet
{
    /// <summary>Give the dialog to the queue of the line that it is in, whichever bot has it.</summary>
    [Parameter(ParameterSetName = nameof(ToQueue))]
    public SwitchParameter ToQueue { get; set; }

    /// <inheritdoc cref="MoveOLSessionCommand.OperatorId"/>
    [Parameter(ParameterSetName = nameof(OperatorId))]
    [Alias("USER_ID", "UserId")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Operators]
    public object? OperatorId { get; set; }

    /// <inheritdoc cref="MoveOLSessionCommand.LineId"/>
    [Parameter(ParameterSetName = nameof(LineId), Mandatory = true)]
    [Alias("CONFIG_ID", "ConfigId", "LINE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Lines]
    public object? LineId { get; set; }

    /// <summary>The bot leaves the chat. Without it the bot stays a member.</summary>
    [Parameter(ParameterSetName = nameof(OperatorId))]
    [Parameter(ParameterSetName = nameof(LineId))]
    public SwitchParameter Leave { get; set; }

    /// <summary>
    /// The CLIENT_ID that the bot was registered with, or its botToken: a secret of the bot. A webhook needs it; an application has a bot
    /// of its own.
    /// </summary>
    [Parameter(ParameterSetName = nameof(OperatorId))]
    [Parameter(ParameterSetName = nameof(LineId))]
    [ValidateNotNull]
    [Unrepeated(typeof(SecureString), "Expected_SecureString")]
    public SecureString? ClientId { get; set; }

    private protected override SessionMethod Method => IsToQueue ? BotMethods.ToQueue : BotMethods.Transfer;

    private protected override SessionAction Action => SessionAction.Move;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_MoveFromBot");

    private protected override IReadOnlyList<ItemParameter> Details =>
        IsToQueue ? []
        : ToLine ? [new(nameof(LineId), LineId, ModuleText.Of("Item_Line"), OwnErrorId.InvalidLineId)]
        : [new(nameof(OperatorId), OperatorId, ModuleText.Of("Item_Operator"), OwnErrorId.InvalidUserId)];

    private bool IsToQueue => ParameterSetName == nameof(ToQueue);

    private bool ToLine => ParameterSetName == nameof(LineId);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var fault = ToLine || InputRule.IsGiven(this, nameof(OperatorId)) ? BotParameters.Begin(ClientId, Client)
            : ToQueue ? null
            : InputRule.Missing(ModuleText.Of("Input_NoBotTarget"), ModuleText.Of("Input_NoBotTargetAdvice"));
        if (fault is not null)
        {
            throw End(fault);
        }
    }

    private protected override SessionParameters? MoreOf(InputItem item, out Bitrix24Exception? error)
    {
        error = null;
        return IsToQueue ? SessionParameters.None
            : HandOver.Parse(item.Details[0], ToLine, Method.Name, out error) is { } to ? new(MoreOf(to), to.FindFault)
            : null;
    }

    private CallParameter[] MoreOf(HandOver to)
    {
        CallParameter[] leave = Leave ? [new("LEAVE", "Y")] : [];
        return [to.Parameter, .. BotParameters.Of(ClientId), .. leave];
    }
}
