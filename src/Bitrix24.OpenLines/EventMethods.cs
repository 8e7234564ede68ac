using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The methods by which a portal records for the caller what happens in his chats. See
/// <see href="https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/events/index.html">their pages</see>.
/// </summary>
internal static class EventMethods
{
    /// <summary>
    /// Begins the record, or keeps it on. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/events/event-subscribe.html">
    /// im.v2.Event.subscribe</see>.
    /// </summary>
    public static readonly RestMethod<bool> Subscription =
        OpenLinesMethod.Create("im.v2.Event.subscribe", TimeSpan.FromSeconds(0.1), static result => result.Flag() == true);

    /// <summary>
    /// A page of the record. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/events/event-get.html">im.v2.Event.get</see>.
    /// </summary>
    public static readonly RestMethod<EventPage> Get =
        OpenLinesMethod.Create("im.v2.Event.get", TimeSpan.FromSeconds(0.1), EventPage.Read);

    // What the portal gives unless asked for another number: all of a page comes again where its taker stops in the middle.
    private const int PageSize = 100;

    public static Call<bool> Subscribe() => new(Subscription, []);

    /// <summary>Reads a page.</summary>
    /// <param name="offset">The event that it begins with: the portal forgets those before it. Null for the oldest that there is.</param>
    public static Call<EventPage> GetPage(long? offset)
    {
        var limit = CallParameter.Of("limit", PageSize);
        return new(Get, offset is { } from ? [CallParameter.Of("offset", from), limit] : [limit]);
    }
}
