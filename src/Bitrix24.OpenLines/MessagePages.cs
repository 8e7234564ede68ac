using System;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Which messages of a chat are read, page by page. See
/// <see href="https://apidocs.bitrix24.com/api-reference/chats/messages/im-dialog-messages-get.html">im.dialog.messages.get</see>.
/// </summary>
/// <param name="From">The message that they begin behind, which is none of them.</param>
/// <param name="IsForward">Whether newer ones are wanted, oldest first; else older ones, newest first.</param>
internal sealed record MessagePages(long From, bool IsForward)
{
    /// <summary>The most that the portal gives at once.</summary>
    public const int Size = 50;

    // Without a number a page could begin at the first message that is not read yet.
    private const long BehindAll = (1L << 53) - 1;

    private const string Older = "LAST_ID";
    private const string Newer = "FIRST_ID";

    public static readonly RestMethod<ChatPage> Method =
        OpenLinesMethod.Create("im.dialog.messages.get", TimeSpan.FromSeconds(0.3), ChatPage.Read);

    /// <summary>All of them, from the newest on.</summary>
    public static readonly MessagePages Newest = new(BehindAll, IsForward: false);

    /// <summary>The call of the first page of a chat.</summary>
    public Call<ChatPage> First(ChatId chat) => Page(chat, From);

    /// <summary>The call of the page behind another one; null where that was the last.</summary>
    /// <remarks>A page that is not full is not taken for the last: the portal may cut it short.</remarks>
    public Call<ChatPage>? Behind(Call<ChatPage> page)
    {
        var from = page.Parameters.First(parameter => parameter.Name == Name).Value;
        var ids = page.Result!.Page.Messages.Select(static message => message.MessageId);
        var last = IsForward ? ids.DefaultIfEmpty(0).Max() : ids.DefaultIfEmpty(long.MaxValue).Min();

        // A portal that gives the same page again and again would never come to its end.
        var goesOn = ExactId(from) is var before && (IsForward ? last > before : last < before);
        return goesOn ? Page(page.Result.Chat, last) : null;
    }

    private string Name => IsForward ? Newer : Older;

    private static long ExactId(string digits) => long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private Call<ChatPage> Page(ChatId chat, long from) =>
        new(Method, [new("DIALOG_ID", chat.DialogId), CallParameter.Of(Name, from), CallParameter.Of("LIMIT", Size)]);
}
