using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary><c>im.recent.get</c> and <c>im.recent.list</c>: the caller's own dialogs, the one with the newest message first.</summary>
internal static class ImRecent
{
    private const int Usual = 50;
    private const int Most = 200;
    private static readonly TimeSpan LongestSync = TimeSpan.FromDays(7);

    /// <summary>All of them at once, or those of open lines.</summary>
    public static MethodAnswer HandleGet(MethodCall call)
    {
        var onlyLines = IsYes(call, "ONLY_OPENLINES");
        var since = Since(call);
        var dialogs = Own(call, withLines: true, withOthers: !onlyLines && !IsYes(call, "SKIP_CHAT"))
            .Where(pair => pair.At >= since && (onlyLines || !IsYes(call, "SKIP_OPENLINES") || !pair.Chat.IsOpenLine));
        return MethodAnswer.Of(PhpArray.ListOf(dialogs.Select(pair => RecentItem.Of(call, pair.Chat))));
    }

    /// <summary>By page; how many there are it does not tell.</summary>
    public static MethodAnswer HandleList(MethodCall call)
    {
        var limit = call.Folded("LIMIT") is { } given ? (int)Math.Min(Math.Max(1, PhpValue.ToInteger(given)), Most) : Usual;
        var offset = Math.Min(Math.Max(0, PhpValue.ToInteger(call.Folded("OFFSET"))), int.MaxValue);
        var dialogs = Own(call, withLines: !IsYes(call, "SKIP_OPENLINES"), withOthers: !IsYes(call, "SKIP_CHAT"));
        var items = dialogs.Skip((int)offset).Take(limit).Select(pair => RecentItem.Of(call, pair.Chat));
        return MethodAnswer.Of(new PhpArray
        {
            { "items", PhpArray.ListOf(items) },
            { "hasMorePages", offset + limit < dialogs.Count },
            { "hasMore", offset + limit < dialogs.Count },
        }) with
        {
            Total = -1,
        };
    }

    private static bool IsYes(MethodCall call, string name) => PhpValue.ToText(call.Folded(name)) == "Y";

    private static DateTimeOffset Since(MethodCall call)
    {
        var text = PhpValue.ToText(call.Folded("LAST_SYNC_DATE"));
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            return DateTimeOffset.MinValue;
        }

        var earliest = call.Begins - LongestSync;
        return since < earliest ? earliest : since;
    }

    private static List<(SandboxChat Chat, DateTimeOffset At)> Own(MethodCall call, bool withLines, bool withOthers) =>
    [
        .. call.Portal.Chats.Stored.Union(call.Portal.Chats.WithSessions)
            .Where(chat => IsOwn(chat, call.User.Id) && (chat.IsOpenLine ? withLines : withOthers))
            .Select(chat => (Chat: chat, At: LastActivity(call, chat)))
            .OrderByDescending(static pair => pair.At)
            .ThenByDescending(static pair => pair.Chat.Id),
    ];

    private static bool IsOwn(SandboxChat chat, long userId) =>
        (chat.HasMember(userId) && !chat.HiddenMembers.Contains(userId)) || chat.OfferedTo.Contains(userId);

    private static DateTimeOffset LastActivity(MethodCall call, SandboxChat chat) =>
        chat.Messages.Count == 0 ? call.Portal.Clock.Started : chat.Messages[chat.Messages.Count - 1].Date;
}
