using System.Collections.Generic;
using static Bitrix24.Sandbox.SandboxMethod;

namespace Bitrix24.Sandbox;

/// <summary>The methods by which a chat bot gives a dialog away or ends it.</summary>
internal static class BotTable
{
    public static IEnumerable<SandboxMethod> Methods =>
    [
        OfOpenLines("bot.session.operator", BotSessionOperator.Handle, changesChat: true),
        OfOpenLines("bot.session.message.send", BotSessionMessageSend.Handle, changesChat: true),
        OfOpenLines("bot.session.transfer", BotSessionTransfer.Handle, changesChat: true),
        OfOpenLines("bot.session.finish", BotSessionFinish.Handle, changesChat: true),
    ];
}
