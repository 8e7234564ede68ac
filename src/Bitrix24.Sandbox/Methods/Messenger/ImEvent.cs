using System;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>im.v2.Event.subscribe</c>, <c>unsubscribe</c> and <c>get</c>: what happens in the caller's chats, recorded for him until he confirms
/// it. Whatever is passed as the offset confirms all that stands before it.
/// </summary>
internal static class ImEvent
{
    private const int Usual = 100;
    private const int Most = 1000;

    public static MethodAnswer HandleSubscribe(MethodCall call)
    {
        call.Portal.Chats.Events.Subscribe(call.User.Id);
        return MethodAnswer.Of(true);
    }

    public static MethodAnswer HandleUnsubscribe(MethodCall call)
    {
        call.Portal.Chats.Events.Unsubscribe(call.User.Id);
        return MethodAnswer.Of(true);
    }

    public static MethodAnswer HandleGet(MethodCall call)
    {
        var offset = PhpValue.ToInteger(call.Parameters["offset"]);
        var limit = call.Parameters["limit"] is { } given ? (int)Math.Min(Math.Max(1, PhpValue.ToInteger(given)), Most) : Usual;
        call.Portal.Chats.Events.Confirm(call.User.Id, offset);
        var recorded = call.Portal.Chats.Events.Of(call.User.Id, call.Begins);
        var page = recorded.Take(limit).ToList();
        return MethodAnswer.Of(new PhpArray
        {
            { "events", PhpArray.ListOf(page.Select(one => Describe(call, one))) },
            { "nextOffset", page.Count == 0 ? offset : page[page.Count - 1].Id + 1 },
            { "hasMore", recorded.Count > page.Count },
        });
    }

    private static PhpArray Describe(MethodCall call, UserEvent recorded) => new()
    {
        { "eventId", recorded.Id },
        { "type", recorded.Type },
        { "date", PortalClock.Format(recorded.Date) },
        { "data", EventDescription.Of(call.Portal, recorded) },
    };
}
