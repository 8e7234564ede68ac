using System;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// A method that changes the session of one chat. It answers true whether anything happened or
/// not: it says itself what the dialog shows once it did, so that a call of it can be verified.
/// </summary>
/// <param name="name">The method's name, such as <c>imopenlines.session.join</c>.</param>
/// <param name="usualDuration">How long one call takes by the samples of the documentation.</param>
/// <param name="shows">What the dialog shows afterwards.</param>
internal sealed class SessionMethod(string name, TimeSpan usualDuration, DialogShows shows)
    : RestMethod<bool>(name, SafetyTable.Of(name), usualDuration, ReadTrue)
{
    /// <summary>What the dialog shows afterwards.</summary>
    public DialogShows Shows => shows;

    /// <summary>The call for a chat.</summary>
    /// <param name="id">The chat.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    /// <param name="isVerified">
    /// Whether the dialog is read back; where it shows that nothing was done, the error is <c>NotVerified</c>.
    /// </param>
    public Call<bool> OnChat(ChatId id, HaltGroup? haltGroup, bool isVerified) => new(this, SessionMethods.ParametersOf(id), id.Value)
    {
        HaltGroup = haltGroup,
        FollowUp = isVerified ? DialogMethods.GetDialog(id, FindFault) : null,
    };

    private Bitrix24Exception? FindFault(Dialog dialog) => dialog switch
    {
        { IsMember: false } when shows.HasFlag(DialogShows.CallerInChat) => NotVerified("the connected user is not in the chat"),
        { SessionId: 0 } when shows.HasFlag(DialogShows.OpenSession) => NotVerified("the chat has no open session"),
        _ => null,
    };

    private Bitrix24Exception NotVerified(string what) =>
        Failure.Own(OwnErrorId.NotVerified, $"The portal answered true, but {what}.", Name);

    private static bool ReadTrue(JsonValue result) => result.Kind == JsonValueKind.True ? true : throw new FormatException();
}

/// <summary>What a dialog shows after a change of its session.</summary>
[Flags]
internal enum DialogShows
{
    Nothing = 0,

    /// <summary>The caller is a member of the chat.</summary>
    CallerInChat = 1,

    /// <summary>The chat has an open session.</summary>
    OpenSession = 2,
}
