using System;
using System.Globalization;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The methods on a chat's session. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/index.html">their pages</see>.
/// </summary>
internal static class SessionMethods
{
    /// <summary>
    /// The chat of a user code. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-open.html">
    /// imopenlines.session.open</see>.
    /// </summary>
    public static readonly RestMethod<ChatId> Open =
        OpenLinesMethod.Create("imopenlines.session.open", TimeSpan.FromSeconds(0.28), ReadChatId);

    /// <summary>
    /// The caller joins a chat. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-join.html">
    /// imopenlines.session.join</see>.
    /// </summary>
    public static readonly SessionMethod Join = new("imopenlines.session.join", TimeSpan.FromSeconds(0.49), DialogShows.CallerInChat);

    /// <summary>
    /// A chat gets an open session. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-start.html">
    /// imopenlines.session.start</see>.
    /// </summary>
    public static readonly SessionMethod Start = new(
        "imopenlines.session.start", TimeSpan.FromSeconds(0.83), DialogShows.CallerInChat | DialogShows.OpenSession);

    public static Call<ChatId> OpenChat(UserCode code) => new(Open, [new("USER_CODE", code.Text)]);

    /// <param name="method"><see cref="Join"/>, <see cref="Start"/> or another method on a chat.</param>
    /// <param name="id">The chat.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call<bool> OnChat(RestMethod<bool> method, ChatId id, HaltGroup? haltGroup = null) =>
        new(method, ParametersOf(id), id.Value) { HaltGroup = haltGroup };

    public static CallParameter[] ParametersOf(ChatId id) => [CallParameter.Of("CHAT_ID", id.Value)];

    // The documentation says integer, the server sends a string of digits: both are read.
    private static ChatId ReadChatId(JsonValue result) =>
        result.Field("chatId"u8).Text() is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? new(number)
            : throw new FormatException();
}
