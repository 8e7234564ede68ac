using System;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.dialog.get</c>: what a chat is and which session is open in it.</summary>
internal static class DialogGet
{
    private const string Prefix = "imol|";

    public static MethodAnswer Handle(MethodCall call)
    {
        var chat = Find(call);
        return chat is not null && IsVisible(call.User, chat)
            ? MethodAnswer.Of(Describe(call, chat), chat.Id)
            : MethodAnswer.Refused(PortalErrors.DialogAccess);
    }

    private static SandboxChat? Find(MethodCall call)
    {
        var parameters = call.Parameters;
        var chats = call.Portal.Chats;
        if (PhpValue.ToInteger(parameters.GetFolded("CHAT_ID")) is var chatId and > 0)
        {
            return chats.Read(chatId);
        }

        if (PhpValue.ToText(parameters.GetFolded("DIALOG_ID")) is { Length: > 0 } dialog)
        {
            return dialog.StartsWith("chat", StringComparison.Ordinal)
                && long.TryParse(dialog.Substring(4), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? chats.Read(id)
                : null;
        }

        if (PhpValue.ToInteger(parameters.GetFolded("SESSION_ID")) is var sessionId and > 0)
        {
            return chats.FindSession(sessionId);
        }

        var code = PhpValue.ToText(parameters.GetFolded("USER_CODE")) ?? "";
        return chats.FindCode(code.StartsWith(Prefix, StringComparison.Ordinal) ? code.Substring(Prefix.Length) : code);
    }

    private static bool IsVisible(SandboxUser user, SandboxChat chat) =>
        chat.HasMember(user.Id) || chat.AuthorId == user.Id || (chat.IsOpenLine && ChatGate.MayJoin(user, chat));

    private static PhpArray Describe(MethodCall call, SandboxChat chat) => new()
    {
        { "id", chat.Id },
        { "name", ChatFields.Title(chat) },
        { "owner", chat.AuthorId },
        { "extranet", false },
        { "avatar", "" },
        { "color", "#4ba984" },
        { "type", ChatFields.TypeName(chat) },
        { "counter", 0 },
        { "user_counter", chat.Members.Count },
        { "message_count", chat.Messages.Count },
        { "entity_type", chat.EntityType },
        { "entity_id", chat.EntityId },
        { "entity_data_1", ChatFields.EntityData1(chat) },
        { "entity_data_2", ChatFields.EntityData2(chat) },
        { "entity_data_3", "" },
        { "entity_link", new PhpArray { { "type", chat.EntityType }, { "url", "" }, { "id", chat.EntityId } } },
        { "mute_list", new PhpArray() },
        { "manager_list", PhpArray.ListOf(ChatFields.Managers(chat)) },
        { "readed_list", new PhpArray() },
        { "date_create", PortalClock.Format(chat.CurrentSession?.Created ?? call.Portal.Clock.Started) },
        { "message_type", chat.Type },
        { "role", Role(call.User, chat) },
        { "dialog_id", chat.DialogId },
    };

    private static string Role(SandboxUser user, SandboxChat chat)
    {
        if (chat.AuthorId == user.Id)
        {
            return "owner";
        }

        return chat.HasMember(user.Id) ? "member" : "guest";
    }
}
