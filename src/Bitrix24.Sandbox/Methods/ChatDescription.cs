using System;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>A chat as the messenger shows it to somebody who asks for it alone.</summary>
internal static class ChatDescription
{
    private static readonly string[] RestrictionNames =
        ["avatar", "rename", "extend", "call", "mute", "leave", "leave_owner", "send", "user_list"];

    private static readonly string[] PermissionNames =
        ["manage_users_add", "manage_users_delete", "manage_ui", "manage_settings", "manage_messages", "can_post"];

    public static PhpArray Of(MethodCall call, SandboxChat chat)
    {
        var last = chat.Messages.Count == 0 ? 0 : chat.Messages[chat.Messages.Count - 1].Id;
        return new()
        {
            { "id", chat.Id },
            { "parent_chat_id", 0 },
            { "parent_message_id", 0 },
            { "name", ChatFields.Title(chat) },
            { "description", null },
            { "owner", chat.AuthorId },
            { "extranet", false },
            { "avatar", "" },
            { "color", "#58cc47" },
            { "type", ChatFields.TypeName(chat) },
            { "counter", 0 },
            { "user_counter", chat.Members.Count },
            { "message_count", chat.Messages.Count },
            { "unread_id", 0 },
            { "restrictions", Map(RestrictionNames, true) },
            { "last_message_id", last },
            { "last_id", last },
            { "marked_id", 0 },
            { "disk_folder_id", 0 },
            { "entity_type", chat.EntityType },
            { "entity_id", chat.EntityId },
            { "entity_data_1", chat.IsOpenLine ? ChatFields.EntityData1(chat) : "" },
            { "entity_data_2", ChatFields.EntityData2(chat) },
            { "entity_data_3", chat.IsOpenLine ? chat.SilentMode : "" },
            { "mute_list", new PhpArray() },
            { "date_create", PortalClock.Format(Created(call, chat)) },
            { "message_type", chat.Type },
            { "public", "" },
            { "role", Role(call.User, chat) },
            { "entity_link", new PhpArray { { "type", chat.EntityType }, { "url", "" }, { "id", chat.EntityId } } },
            { "text_field_enabled", true },
            { "background_id", null },
            { "permissions", Map(PermissionNames, "member") },
            { "is_new", false },
            { "readed_list", ReadBy(call, chat, last) },
            { "manager_list", PhpArray.ListOf(ChatFields.Managers(chat)) },
            {
                "last_message_views",
                new PhpArray { { "message_id", last }, { "first_viewers", new PhpArray() }, { "count_of_viewers", 0 } }
            },
            { "dialog_id", chat.DialogId },
        };
    }

    public static string Role(SandboxUser user, SandboxChat chat)
    {
        if (chat.AuthorId == user.Id)
        {
            return "owner";
        }

        return chat.HasMember(user.Id) ? "member" : "guest";
    }

    private static DateTimeOffset Created(MethodCall call, SandboxChat chat) =>
        chat.Sessions.Count == 0 ? call.Portal.Clock.Started : chat.Sessions[0].Created;

    private static PhpArray Map(string[] names, object value)
    {
        var map = new PhpArray();
        foreach (var name in names)
        {
            map[name] = value;
        }

        return map;
    }

    // The client has read all there is.
    private static PhpArray ReadBy(MethodCall call, SandboxChat chat, long lastMessageId) =>
        PhpArray.ListOf(chat.Members.Where(id => lastMessageId > 0 && !call.Portal.IsStaff(chat, id)).Select(id => new PhpArray
        {
            { "user_id", id },
            { "user_name", ChatFields.Title(chat) },
            { "message_id", lastMessageId },
            { "date", null },
        }));
}
