using System;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary><c>im.dialog.users.list</c>: the members of a chat by page, for its members.</summary>
internal static class ImDialogUsersList
{
    private const int Usual = 50;
    private const int Most = 200;

    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ImDialog.Find(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        var limit = call.Folded("LIMIT") is { } given ? Math.Min(Math.Max(1, PhpValue.ToInteger(given)), Most) : Usual;
        var offset = Math.Min(Math.Max(0, PhpValue.ToInteger(call.Folded("OFFSET") ?? call.Folded("start"))), int.MaxValue);
        var members = ChatFields.Visible(chat).OrderBy(static id => id).ToList();
        var last = PhpValue.ToInteger(call.Folded("LAST_ID"));
        var page = members.Where(id => id > last).Skip((int)offset).Take((int)limit);
        return MethodAnswer.Of(ImPeople.Of(call, page), chat.Id) with
        {
            Total = members.Count,
            Next = offset + limit < members.Count ? offset + limit : null,
        };
    }
}
