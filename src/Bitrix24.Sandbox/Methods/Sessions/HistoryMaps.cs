using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// The maps in the answer of session.history.get. Its keys were folded to lower case before their camel humps were made: what had some
/// already has lost them, as <c>recipientid</c> and <c>urldownload</c>.
/// </summary>
internal static class HistoryMaps
{
    public static PhpArray Messages(SandboxChat chat, IEnumerable<SandboxMessage> messages)
    {
        var map = new PhpArray();
        foreach (var message in messages)
        {
            var id = ChatFields.Text(message.Id);
            map[id] = new PhpArray
            {
                { "id", id },
                { "chatid", ChatFields.Text(chat.Id) },
                { "senderid", ChatFields.Text(message.AuthorId) },
                { "recipientid", chat.DialogId },
                { "date", PortalClock.Format(message.Date) },
                { "text", message.Text },
                { "textlegacy", message.Text },
                { "params", Params(message) },
            };
        }

        return map;
    }

    /// <summary>Those who wrote, and nobody else.</summary>
    public static PhpArray Users(MethodCall call, IEnumerable<SandboxMessage> messages)
    {
        var map = new PhpArray();
        foreach (var id in Authors(messages))
        {
            var person = PortalPerson.Of(call.Portal, id);
            map[ChatFields.Text(id)] = new PhpArray
            {
                { "id", ChatFields.Text(id) },
                { "name", person.Name },
                { "active", person.IsActive },
                { "firstName", person.FirstName },
                { "lastName", person.LastName },
                { "workPosition", person.WorkPosition },
                { "color", "#df532d" },
                { "avatar", "" },
                { "avatarId", null },
                { "gender", "M" },
                { "phone", false },
                { "extranet", person.IsExtranet },
                { "tzOffset", 0 },
                { "network", false },
                { "bot", person.IsBot },
                { "connector", person.IsGuest },
                { "profile", person.IsGuest ? "" : $"/company/personal/user/{ChatFields.Text(id)}/" },
                { "externalAuthId", person.AuthId },
                { "status", person.IsGuest ? null : "online" },
                { "lastActivityDate", PortalClock.Format(call.Portal.Clock.Started) },
                { "departments", person.DepartmentId == 0 ? new PhpArray() : PhpArray.ListOf([person.DepartmentId]) },
                { "type", person.Type },
            };
        }

        return map;
    }

    public static PhpArray Departments(MethodCall call, IEnumerable<SandboxMessage> messages)
    {
        var map = new PhpArray();
        foreach (var id in Authors(messages))
        {
            if (call.Portal.FindUser(id) is { } user)
            {
                var key = ChatFields.Text(user.DepartmentId);
                map[key] ??= new PhpArray { { "id", user.DepartmentId }, { "users", new PhpArray() } };
                ((PhpArray)((PhpArray)map[key]!)["users"]!).Append(ChatFields.Text(id));
            }
        }

        return map;
    }

    public static PhpArray Chat(SandboxChat chat) => new()
    {
        { "id", ChatFields.Text(chat.Id) },
        { "name", ChatFields.Title(chat) },
        { "owner", ChatFields.Text(chat.AuthorId) },
        { "extranet", false },
        { "avatar", "" },
        { "color", "#58cc47" },
        { "type", ChatFields.TypeName(chat) },
        { "messageType", chat.Type },
        { "entityType", chat.EntityType },
        { "entityId", chat.EntityId },
        { "entityData1", ChatFields.EntityData1(chat) },
        { "entityData2", ChatFields.EntityData2(chat) },
        { "entityData3", chat.SilentMode },
        { "messageCount", chat.Messages.Count },
        { "muteList", new PhpArray() },
        { "managerList", PhpArray.ListOf(ChatFields.Managers(chat)) },
        { "dateCreate", chat.Sessions.Count == 0 ? null : PortalClock.Format(chat.Sessions[0].Created) },
    };

    /// <summary>Who of the portal has muted the chat: nobody, each of them said so.</summary>
    public static PhpArray Muted(MethodCall call, SandboxChat chat)
    {
        var map = new PhpArray();
        foreach (var id in chat.Members.Where(id => call.Portal.IsStaff(chat, id)))
        {
            map[ChatFields.Text(id)] = false;
        }

        return map;
    }

    public static PhpArray Files(MethodCall call, IEnumerable<SandboxMessage> messages)
    {
        var map = new PhpArray();
        foreach (var (file, description) in FileDescription.Of(call, messages))
        {
            map[ChatFields.Text(file.Id)] = Folded(description);
        }

        return map;
    }

    private static PhpArray Folded(PhpArray fields)
    {
        var folded = new PhpArray();
        foreach (var field in fields)
        {
            folded[field.Key.ToLowerInvariant()] = field.Value;
        }

        return folded;
    }

    private static PhpArray Params(SandboxMessage message)
    {
        var parameters = new PhpArray();
        if (message.File is { } file)
        {
            parameters["fileId"] = PhpArray.ListOf([file.Id]);
        }

        return parameters;
    }

    private static IEnumerable<long> Authors(IEnumerable<SandboxMessage> messages) =>
        messages.Select(static message => message.AuthorId).Where(static id => id > 0).Distinct();
}
