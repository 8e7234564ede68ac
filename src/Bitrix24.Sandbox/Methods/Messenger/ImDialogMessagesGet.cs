using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>im.dialog.messages.get</c>: a page of a chat's messages, newest first, or those behind FIRST_ID, oldest first. With neither, and more
/// unread than a page has, it begins at the first unread one.
/// </summary>
internal static class ImDialogMessagesGet
{
    private const int Usual = 20;
    private const int Most = 50;

    private static readonly SandboxError FirstIdWrong = new("FIRST_ID_STRING", "First ID can't be string");
    private static readonly SandboxError LastIdWrong = new("LAST_ID_STRING", "Last ID can't be string");

    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ImDialog.Find(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        var (first, last) = (call.Folded("FIRST_ID"), call.Folded("LAST_ID"));
        if (first is not null && !IsDigits(first))
        {
            return MethodAnswer.Refused(FirstIdWrong);
        }

        if (first is null && last is not null && !IsDigits(last))
        {
            return MethodAnswer.Refused(LastIdWrong);
        }

        var limit = call.Folded("LIMIT") is { } given ? (int)Math.Min(Math.Max(0, PhpValue.ToInteger(given)), Most) : Usual;
        var unread = chat.UnreadOf(call.User.Id);
        var page = first is not null ? After(chat, PhpValue.ToInteger(first), limit)
            : last is not null ? Before(chat, PhpValue.ToInteger(last), limit)
            : unread > limit ? From(chat, chat.Messages.Count - unread, limit)
            : Before(chat, 0, limit);
        return MethodAnswer.Of(Describe(call, chat, page, chat.Messages.Count - unread), chat.Id);
    }

    private static bool IsDigits(object value) =>
        PhpValue.ToText(value) is { Length: > 0 } text && text.All(static c => c is >= '0' and <= '9');

    // Newest first, from the one before this id; 0 is the end.
    private static List<SandboxMessage> Before(SandboxChat chat, long lastId, int limit)
    {
        var index = chat.Messages.Count - 1;
        if (lastId > 0)
        {
            index = (int)Math.Min(index, Math.Max(-1, chat.Messages.IndexOf(lastId) - 1));
        }

        var page = new List<SandboxMessage>();
        for (; index >= 0 && page.Count < limit; index--)
        {
            page.Add(chat.Messages[index]);
        }

        return page;
    }

    private static List<SandboxMessage> After(SandboxChat chat, long firstId, int limit) =>
        From(chat, (int)Math.Max(0, Math.Min(chat.Messages.Count, chat.Messages.IndexOf(firstId) + 1)), limit);

    private static List<SandboxMessage> From(SandboxChat chat, int index, int limit)
    {
        var page = new List<SandboxMessage>();
        for (; index < chat.Messages.Count && page.Count < limit; index++)
        {
            page.Add(chat.Messages[index]);
        }

        return page;
    }

    private static PhpArray Describe(MethodCall call, SandboxChat chat, List<SandboxMessage> page, int firstUnread) => new()
    {
        { "chat_id", chat.Id },
        {
            "messages",
            PhpArray.ListOf(page.Select(message => new PhpArray
            {
                { "id", message.Id },
                { "chat_id", chat.Id },
                { "author_id", message.AuthorId },
                { "date", PortalClock.Format(message.Date) },
                { "text", message.Text },
                { "unread", chat.Messages.IndexOf(message.Id) >= firstUnread },
                { "uuid", null },
                { "replaces", new PhpArray() },
                { "params", Params(message) },
                { "disappearing_date", null },
            }))
        },
        { "users", ImPeople.Of(call, page.Select(static message => message.AuthorId)) },
        { "files", PhpArray.ListOf(FileDescription.Of(call, page).Select(static file => file.Description)) },
    };

    private static PhpArray Params(SandboxMessage message)
    {
        var parameters = new PhpArray();
        foreach (var item in message.Params ?? [])
        {
            parameters[item.Key] = item.Value;
        }

        if (message.File is { } file)
        {
            parameters["FILE_ID"] = PhpArray.ListOf([file.Id]);
        }

        return parameters;
    }
}
