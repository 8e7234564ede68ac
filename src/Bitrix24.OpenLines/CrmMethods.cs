using System;
using System.Collections.Generic;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The methods on the chats of a CRM object.</summary>
internal static class CrmMethods
{
    /// <summary>
    /// The chats of an object. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-get.html">
    /// imopenlines.crm.chat.get</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<CrmChatRecord>> Chats =
        OpenLinesMethod.Create("imopenlines.crm.chat.get", TimeSpan.FromSeconds(0.1), CrmChatRecord.ReadList);

    /// <summary>
    /// The last chat of an object, closed ones too. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-get-last-id.html">
    /// imopenlines.crm.chat.getLastId</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<CrmChatRecord>> Last =
        OpenLinesMethod.Create("imopenlines.crm.chat.getLastId", TimeSpan.FromSeconds(0.1), ReadLast);

    /// <summary>
    /// A user becomes a member of a chat of an object. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-user-add.html">
    /// imopenlines.crm.chat.user.add</see>.
    /// </summary>
    public static readonly RestMethod<CrmChatRecord> AddUser =
        OpenLinesMethod.Create("imopenlines.crm.chat.user.add", TimeSpan.FromSeconds(0.5), CrmChatRecord.ReadId);

    /// <summary>
    /// A user leaves a chat of an object. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-user-delete.html">
    /// imopenlines.crm.chat.user.delete</see>.
    /// </summary>
    public static readonly RestMethod<CrmChatRecord> RemoveUser =
        OpenLinesMethod.Create("imopenlines.crm.chat.user.delete", TimeSpan.FromSeconds(0.5), CrmChatRecord.ReadId);

    /// <summary>
    /// A message to the client, in the name of a user. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/messages/imopenlines-crm-message-add.html">
    /// imopenlines.crm.message.add</see>.
    /// </summary>
    public static readonly RestMethod<long> Send =
        OpenLinesMethod.Create("imopenlines.crm.message.add", TimeSpan.FromSeconds(0.5), ReadMessageId);

    /// <summary>Finds the chats of an object.</summary>
    /// <param name="entity">The object.</param>
    /// <param name="isAll">Whether those without an answered, open session are wanted too.</param>
    public static Call<IReadOnlyList<CrmChatRecord>> GetChats(CrmEntity entity, bool isAll) =>
        new(Chats, [.. Of(entity), .. isAll ? [new("ACTIVE_ONLY", "N")] : Array.Empty<CallParameter>()]);

    /// <summary>Finds the last chat of an object.</summary>
    public static Call<IReadOnlyList<CrmChatRecord>> GetLast(CrmEntity entity) => new(Last, Of(entity));

    /// <summary>Changes who is in a chat of an object.</summary>
    /// <param name="method"><see cref="AddUser"/> or <see cref="RemoveUser"/>.</param>
    /// <param name="entity">The object.</param>
    /// <param name="user">The user.</param>
    /// <param name="chat">The chat; null for the last one of the object.</param>
    /// <param name="isVerified">Whether the members of the chat are read back.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call<CrmChatRecord> ChangeUser(
        RestMethod<CrmChatRecord> method, CrmEntity entity, long user, ChatId? chat, bool isVerified, HaltGroup? haltGroup) =>
        new(
            method,
            [
                .. Of(entity),
                CallParameter.Of("USER_ID", user),
                .. chat is { } one ? SessionMethods.ParametersOf(one) : [],
            ],
            chat?.Value ?? 0)
        {
            HaltGroup = haltGroup,
            FindFault = found => found.Chat is null
                ? Failure.Own(OwnErrorId.NoCrmChat, LineText.Of("CrmChat_None"), method.Name)
                : null,
            ResultOfRepetition = CrmChatRecord.Untold(chat),
            NameFollowUp = found => isVerified ? Check(method, entity, user, found.Chat) : null,
        };

    /// <summary>Writes to the client.</summary>
    /// <param name="entity">The object.</param>
    /// <param name="chat">The chat.</param>
    /// <param name="sender">Whose message it is.</param>
    /// <param name="text">The text.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call<long> SendMessage(CrmEntity entity, ChatId chat, long sender, string text, HaltGroup? haltGroup) => new(
        Send,
        [.. Of(entity), CallParameter.Of("USER_ID", sender), .. SessionMethods.ParametersOf(chat), new("MESSAGE", text)],
        chat.Value)
    {
        HaltGroup = haltGroup,
    };

    /// <summary>Reads the members of the chat; where that is not told, it is the last one of the object.</summary>
    private static Call Check(RestMethod method, CrmEntity entity, long user, ChatId? chat) => chat is { } known
        ? MemberMethods.Find(known, user, isMember: method == AddUser, method.Name)
        : new Call<IReadOnlyList<CrmChatRecord>>(Last, Of(entity))
        {
            NameFollowUp = chats => chats[0].Chat is { } last ? Check(method, entity, user, last) : null,
        };

    private static IReadOnlyList<CrmChatRecord> ReadLast(JsonValue result) => [CrmChatRecord.ReadId(result)];

    private static long ReadMessageId(JsonValue result) => result.Number() is > 0 and var id ? id : throw new FormatException();

    private static CallParameter[] Of(CrmEntity entity) =>
        [new("CRM_ENTITY_TYPE", entity.Type), CallParameter.Of("CRM_ENTITY", entity.Id)];
}
