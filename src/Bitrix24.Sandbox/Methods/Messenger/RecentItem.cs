namespace Bitrix24.Sandbox;

/// <summary>
/// A dialog in somebody's list of recent ones. What stands under <c>lines</c> is of the session, whatever the documentation calls it.
/// </summary>
internal static class RecentItem
{
    public static PhpArray Of(MethodCall call, SandboxChat chat)
    {
        var message = chat.Messages.Count == 0 ? null : chat.Messages[chat.Messages.Count - 1];
        var date = PortalClock.Format(message?.Date ?? call.Portal.Clock.Started);
        var item = new PhpArray
        {
            { "id", chat.DialogId },
            { "chat_id", chat.Id },
            { "type", "chat" },
            { "avatar", new PhpArray { { "url", "" }, { "color", "#58cc47" } } },
            { "title", ChatFields.Title(chat) },
            { "message", Message(message, date) },
            { "counter", chat.UnreadOf(call.User.Id) },
            { "last_id", message?.Id ?? 0 },
            { "pinned", false },
            { "unread", false },
            { "has_reminder", false },
            { "date_update", date },
            { "date_message", date },
            { "date_last_activity", date },
            { "user", new PhpArray { { "id", 0 } } },
            { "chat", Chat(call, chat) },
            { "options", new PhpArray() },
        };
        if (chat.IsOpenLine)
        {
            item["lines"] = Session(chat.CurrentSession);
        }

        return item;
    }

    private static PhpArray Message(SandboxMessage? message, string date) => new()
    {
        { "id", message?.Id ?? 0 },
        { "text", message?.Text ?? "" },
        { "file", message?.File is not null },
        { "author_id", message?.AuthorId ?? 0 },
        { "attach", false },
        { "date", date },
        { "status", "received" },
        { "uuid", null },
    };

    private static PhpArray Chat(MethodCall call, SandboxChat chat) => new()
    {
        { "id", chat.Id },
        { "name", ChatFields.Title(chat) },
        { "owner", chat.AuthorId },
        { "extranet", false },
        { "avatar", "" },
        { "color", "#58cc47" },
        { "type", ChatFields.TypeName(chat) },
        { "entity_type", chat.EntityType },
        { "entity_id", chat.EntityId },
        { "entity_data_1", chat.IsOpenLine ? ChatFields.EntityData1(chat) : "" },
        { "entity_data_2", ChatFields.EntityData2(chat) },
        { "entity_data_3", chat.IsOpenLine ? chat.SilentMode : "" },
        { "mute_list", new PhpArray() },
        { "manager_list", PhpArray.ListOf(ChatFields.Managers(chat)) },
        { "date_create", PortalClock.Format(chat.Sessions.Count == 0 ? call.Portal.Clock.Started : chat.Sessions[0].Created) },
        { "message_type", chat.Type },
        { "role", ChatDescription.Role(call.User, chat).ToUpperInvariant() },
    };

    private static PhpArray? Session(SandboxSession? session) => session is null
        ? null
        : new()
        {
            { "id", session.Id },
            { "status", session.Status },
            { "date_create", PortalClock.Format(session.Created) },
        };
}
