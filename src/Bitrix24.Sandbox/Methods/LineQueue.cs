using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>The queue of a line, and whose turn it is there.</summary>
internal static class LineQueue
{
    /// <summary>Those who take a line's dialogs: its users, and the people of its departments.</summary>
    public static IReadOnlyList<SandboxUser> UsersOf(SandboxPortal portal, SandboxLine line)
    {
        var queue = new List<SandboxUser>();
        foreach (var entry in line.Queue)
        {
            queue.AddRange(entry.EntityType == QueueEntry.Department
                ? portal.Users.Where(user => user.DepartmentId == entry.EntityId && !user.IsExtranet && !user.IsBot)
                : portal.Users.Where(user => user.Id == entry.EntityId));
        }

        return [.. queue.Distinct()];
    }

    /// <summary>
    /// Puts the dialog before those whose turn it is: all of the line at once, or one after the other. The session is his then, although he
    /// has not answered yet.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="chat">The chat.</param>
    /// <param name="behind">Whose turn it was before; 0 for nobody's.</param>
    /// <returns>Whose session it is; 0 where all are asked, and where there is nobody.</returns>
    public static long Offer(MethodCall call, SandboxChat chat, long behind = 0)
    {
        var queue = Of(call, chat);
        var isForAll = call.Portal.FindLine(chat.LineId)?.Settings.Text("QUEUE_TYPE") == "all";
        var next = isForAll || queue.Count == 0 ? null : queue[(queue.FindIndex(user => user.Id == behind) + 1) % queue.Count];
        chat.OfferedTo.Clear();
        chat.OfferedTo.AddRange(isForAll ? queue.Select(static user => user.Id) : next is null ? [] : [next.Id]);
        call.Portal.Chats.Keep(chat);
        return next?.Id ?? 0;
    }

    private static List<SandboxUser> Of(MethodCall call, SandboxChat chat) =>
        call.Portal.FindLine(chat.LineId) is { } line
            ? [.. UsersOf(call.Portal, line).Where(static user => user is { IsActive: true, IsPaused: false })]
            : [];
}
