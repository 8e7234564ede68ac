using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The method that tells who is in a chat. It is for those who are.</summary>
internal static class MemberMethods
{
    /// <summary>The most that the portal gives at once.</summary>
    public const int PageSize = 200;

    /// <summary>
    /// The members of a chat, by page. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/chats/chat-users/im-dialog-users-list.html">im.dialog.users.list</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<long>> Members =
        OpenLinesMethod.Create("im.dialog.users.list", TimeSpan.FromSeconds(0.2), ReadIds);

    /// <summary>
    /// Looks for a user among the members, page by page until he is found. Where he is to be one and is none, or the other way round, the
    /// error is <c>NotVerified</c>.
    /// </summary>
    /// <param name="chat">The chat.</param>
    /// <param name="user">The user.</param>
    /// <param name="isMember">Whether he is to be a member.</param>
    /// <param name="method">The method that was to make him one, or none.</param>
    /// <param name="offset">How many members are on the pages before.</param>
    public static Call<IReadOnlyList<long>> Find(ChatId chat, long user, bool isMember, string method, long offset = 0)
    {
        Call<IReadOnlyList<long>>? page = null;
        page = new(
            Members,
            [new("DIALOG_ID", chat.DialogId), CallParameter.Of("LIMIT", PageSize), CallParameter.Of("OFFSET", offset)])
        {
            NameFollowUp = ids => NextOf(ids) is { } next ? Find(chat, user, isMember, method, next) : null,
            FindFault = ids => ids.Contains(user) == isMember || NextOf(ids) is not null ? null
                : Failure.Own(
                    OwnErrorId.NotVerified,
                    isMember
                        ? LineText.Of("Verify_NotMember")
                        : LineText.Of("Verify_StillMember"),
                    method),
        };
        return page;

        long? NextOf(IReadOnlyList<long> ids) => page!.Next is { } next && next > offset && !ids.Contains(user) ? next : null;
    }

    private static IReadOnlyList<long> ReadIds(JsonValue result) => result.Kind is JsonValueKind.Array or JsonValueKind.Object
        ? [.. result.Values(int.MaxValue).Select(static user => JsonFields.CopyOf(user).Id("id") ?? throw new FormatException())]
        : throw new FormatException();
}
