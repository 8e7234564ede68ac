using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Ends the open session of each chat: the connected user's own, anybody's, or as spam.</summary>
[Cmdlet(
    VerbsLifecycle.Complete, "OLSession", SupportsShouldProcess = true, DefaultParameterSetName = OwnSet,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/operators/imopenlines-operator-finish.html")]
[OutputType(typeof(SessionResult))]
public sealed class CompleteOLSessionCommand : SessionCmdlet
{
    private const string OwnSet = "Own";

    /// <summary>
    /// End the session whoever its operator is (<c>operator.another.finish</c>). Where nobody is responsible the connected user becomes the
    /// operator first. There is no undo: it is asked before, unless <c>-Confirm:$false</c> is given.
    /// </summary>
    [Parameter(ParameterSetName = nameof(AnyOperator), Mandatory = true)]
    public SwitchParameter AnyOperator { get; set; }

    /// <summary>
    /// End the session as spam, whoever its operator is (<c>operator.spam</c>). There is no undo: it is asked before, unless
    /// <c>-Confirm:$false</c> is given.
    /// </summary>
    [Parameter(ParameterSetName = nameof(Spam), Mandatory = true)]
    public SwitchParameter Spam { get; set; }

    private protected override SessionMethod Method =>
        Spam ? OperatorMethods.Spam : AnyOperator ? OperatorMethods.FinishAnother : OperatorMethods.Finish;

    private protected override SessionAction Action => SessionAction.Complete;

    private protected override LocalizableText Operation =>
        Spam ? ModuleText.Of("Operation_CompleteSpam")
        : AnyOperator ? ModuleText.Of("Operation_CompleteAny")
        : ModuleText.Of("Operation_Complete");

    private protected override bool HasNoUndo => Spam || AnyOperator;
}
