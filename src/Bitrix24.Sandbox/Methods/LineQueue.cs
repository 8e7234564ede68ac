using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>The queue of the line that a chat is on.</summary>
internal static class LineQueue
{
    /// <summary>Puts the dialog before those whose turn it is: all of the line, or the next one.</summary>
    public static void Offer(MethodCall call, SandboxChat chat)
    {
        var queue = Of(call, chat);
        var isForAll = call.Portal.FindLine(chat.LineId)?.Settings.Text("QUEUE_TYPE") == "all";
        chat.OfferedTo.Clear();
        chat.OfferedTo.AddRange(queue.Take(isForAll ? queue.Count : 1).Select(static user => user.Id));
        call.Portal.Chats.Keep(chat);
    }

    /// <summary>Who comes behind this operator; null where there is nobody else.</summary>
    public static SandboxUser? Next(MethodCall call, SandboxChat chat, long operatorId)
    {
        var queue = Of(call, chat);
        for (var i = 0; i < queue.Count; i++)
        {
            if (queue[i].Id == operatorId)
            {
                return queue.Count == 1 ? null : queue[(i + 1) % queue.Count];
            }
        }

        return queue.Count == 0 ? null : queue[0];
    }

    private static List<SandboxUser> Of(MethodCall call, SandboxChat chat) =>
        call.Portal.FindLine(chat.LineId) is { } line ? [.. call.Portal.QueueOf(line).Where(static user => user.IsActive)] : [];
}
