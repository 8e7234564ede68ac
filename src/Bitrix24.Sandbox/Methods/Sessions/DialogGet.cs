using System;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.dialog.get</c>: what a chat is and which session is open in it.</summary>
internal static class DialogGet
{
    private const string Prefix = "imol|";

    public static MethodAnswer Handle(MethodCall call)
    {
        var chat = Find(call);
        return chat is { IsOpenLine: true } && (ChatGate.MayJoin(call.User, chat) || chat.HasMember(call.User.Id))
            ? MethodAnswer.Of(Describe(call, chat), chat.Id)
            : MethodAnswer.Refused(OpenLinesErrors.DialogAccess);
    }

    // The first name that is given counts, even where it leads nowhere.
    private static SandboxChat? Find(MethodCall call)
    {
        var chats = call.Portal.Chats;
        if (call.Folded("CHAT_ID") is { } chatId)
        {
            return chats.Read(PhpValue.ToInteger(chatId));
        }

        if (call.Folded("DIALOG_ID") is { } dialog)
        {
            return DialogId.TryRead(dialog, out var id) ? chats.Read(id) : null;
        }

        if (call.Folded("SESSION_ID") is { } sessionId)
        {
            return chats.FindSession(PhpValue.ToInteger(sessionId));
        }

        var code = PhpValue.ToText(call.Folded("USER_CODE")) ?? "";
        return chats.FindCode(code.StartsWith(Prefix, StringComparison.Ordinal) ? code.Substring(Prefix.Length) : code);
    }

    private static PhpArray Describe(MethodCall call, SandboxChat chat)
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
            { "restrictions", Restrictions() },
            { "last_message_id", last },
            { "last_id", last },
            { "marked_id", 0 },
            { "disk_folder_id", 0 },
            { "entity_type", chat.EntityType },
            { "entity_id", chat.EntityId },
            { "entity_data_1", ChatFields.EntityData1(chat) },
            { "entity_data_2", ChatFields.EntityData2(chat) },
            { "entity_data_3", chat.SilentMode },
            { "mute_list", new PhpArray() },
            { "date_create", PortalClock.Format(Created(call, chat)) },
            { "message_type", chat.Type },
            { "public", "" },
            { "role", Role(call.User, chat) },
            { "entity_link", new PhpArray { { "type", chat.EntityType }, { "url", "" }, { "id", chat.EntityId } } },
            { "text_field_enabled", true },
            { "background_id", null },
            { "permissions", Permissions() },
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

    private static DateTimeOffset Created(MethodCall call, SandboxChat chat) =>
        chat.Sessions.Count == 0 ? call.Portal.Clock.Started : chat.Sessions[0].Created;

    private static PhpArray Restrictions()
    {
        string[] names = ["avatar", "rename", "extend", "call", "mute", "leave", "leave_owner", "send", "user_list"];
        var restrictions = new PhpArray();
        foreach (var name in names)
        {
            restrictions[name] = true;
        }

        return restrictions;
    }

    private static PhpArray Permissions()
    {
        string[] names = ["manage_users_add", "manage_users_delete", "manage_ui", "manage_settings", "manage_messages", "can_post"];
        var permissions = new PhpArray();
        foreach (var name in names)
        {
            permissions[name] = "member";
        }

        return permissions;
    }

    // The client has read all there is, in all channels that tell.
    private static PhpArray ReadBy(MethodCall call, SandboxChat chat, long lastMessageId) =>
        PhpArray.ListOf(chat.Members.Where(id => lastMessageId > 0 && call.Portal.FindUser(id) is null).Select(id => new PhpArray
        {
            { "user_id", id },
            { "user_name", ChatFields.Title(chat) },
            { "message_id", lastMessageId },
            { "date", null },
        }));

    private static string Role(SandboxUser user, SandboxChat chat)
    {
        if (chat.AuthorId == user.Id)
        {
            return "owner";
        }

        return chat.HasMember(user.Id) ? "member" : "guest";
    }
}
