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

    /// <summary>
    /// The caller takes a dialog over from its operator. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-intercept.html">
    /// imopenlines.session.intercept</see>.
    /// </summary>
    public static readonly SessionMethod Intercept = new(
        "imopenlines.session.intercept", TimeSpan.FromSeconds(0.6), DialogShows.CallerIsOperator);

    /// <summary>
    /// What operators write stays hidden from the client. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-silent.html">
    /// imopenlines.session.mode.silent</see>.
    /// </summary>
    public static readonly SessionMethod SilentOn = new("imopenlines.session.mode.silent", TimeSpan.FromSeconds(0.77), DialogShows.Silent)
    {
        Fixed = [Activate(isOn: true)],
    };

    /// <summary>What operators write goes to the client again: the same method.</summary>
    public static readonly SessionMethod SilentOff = new(
        "imopenlines.session.mode.silent", TimeSpan.FromSeconds(0.77), DialogShows.NotSilent)
    {
        Fixed = [Activate(isOn: false)],
    };

    /// <summary>
    /// A dialog stays with the caller, its operator. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-pin.html">
    /// imopenlines.session.mode.pin</see>.
    /// </summary>
    public static readonly SessionMethod Pin = new("imopenlines.session.mode.pin", TimeSpan.FromSeconds(0.42), DialogShows.Pinned)
    {
        Fixed = [Activate(isOn: true)],
        OpensSessions = true,
        Needs = DialogShows.OpenSession | DialogShows.CallerIsOperator,
    };

    /// <summary>It need not any more: the same method.</summary>
    public static readonly SessionMethod Unpin = new("imopenlines.session.mode.pin", TimeSpan.FromSeconds(0.42), DialogShows.NotPinned)
    {
        Fixed = [Activate(isOn: false)],
        OpensSessions = true,
        Needs = DialogShows.OpenSession | DialogShows.CallerIsOperator,
    };

    /// <summary>
    /// The session of a chat is closed, and another one begins with a message of it. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-message-session-start.html">
    /// imopenlines.message.session.start</see>.
    /// </summary>
    public static readonly SessionMethod Restart = new(
        "imopenlines.message.session.start",
        TimeSpan.FromSeconds(1.02),
        DialogShows.OpenSession | DialogShows.CallerIsOperator)
    {
        OpensSessions = true,
        FindUnchanged = static (before, after) => after.SessionId == before.SessionId ? LineText.Of("Verify_SessionUnchanged") : null,
    };

    /// <summary>
    /// The CRM gets a lead of a dialog. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-crm-lead-create.html">
    /// imopenlines.crm.lead.create</see>.
    /// </summary>
    public static readonly SessionMethod CreateLead = new(
        "imopenlines.crm.lead.create", TimeSpan.FromSeconds(1.1), DialogShows.CrmBound)
    {
        OpensSessions = true,
    };

    /// <param name="code">The user code.</param>
    /// <param name="isExplained">Whether it is to be found out what a refusal means: no such chat, or no right to it.</param>
    public static Call<ChatId> OpenChat(UserCode code, bool isExplained = false) => new(Open, [new("USER_CODE", code.Text)])
    {
        Inquiry = isExplained ? MessengerMethods.FindChatOf(code) : null,
        InquiredCode = "ACCESS_DENIED",
    };

    /// <param name="method"><see cref="Join"/>, <see cref="Start"/> or another method on a chat.</param>
    /// <param name="id">The chat.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call<bool> OnChat(RestMethod<bool> method, ChatId id, HaltGroup? haltGroup = null) =>
        new(method, ParametersOf(id), id.Value) { HaltGroup = haltGroup };

    public static CallParameter[] ParametersOf(ChatId id) => [CallParameter.Of("CHAT_ID", id.Value)];

    // Other words than these two mean one of them, and not always the same.
    private static CallParameter Activate(bool isOn) => new("ACTIVATE", isOn ? "Y" : "N");

    // The documentation says integer, the server sends a string of digits: both are read.
    private static ChatId ReadChatId(JsonValue result) =>
        result.Field("chatId"u8).Text() is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? new(number)
            : throw new FormatException();
}
