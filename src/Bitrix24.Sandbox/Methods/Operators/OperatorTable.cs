using System.Collections.Generic;
using static Bitrix24.Sandbox.SandboxMethod;

namespace Bitrix24.Sandbox;

/// <summary>The methods by which an operator takes, gives away and ends a dialog.</summary>
internal static class OperatorTable
{
    public static IEnumerable<SandboxMethod> Methods =>
    [
        OfOpenLines("operator.answer", OperatorAnswer.Handle, changesChat: true),
        OfOpenLines("operator.skip", OperatorSkip.Handle, changesChat: true),
        OfOpenLines("operator.spam", OperatorSpam.Handle, changesChat: true),
        OfOpenLines("operator.finish", OperatorFinish.Handle, changesChat: true),
        OfOpenLines("operator.another.finish", OperatorFinish.HandleAnother, changesChat: true),
        OfOpenLines("operator.transfer", OperatorTransfer.Handle, changesChat: true),
        OfOpenLines("operator.pause.start", OperatorPause.HandleStart),
        OfOpenLines("operator.pause.stop", OperatorPause.HandleStop),
        OfOpenLines("operator.pause.get", OperatorPause.HandleGet),
        OfOpenLines("operator.pause.getAll", OperatorPause.HandleOthers),
        OfOpenLines("operator.pause.getHistory", OperatorPause.HandleOthers),
    ];
}
