using System;
using System.Linq;
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
    private static readonly (DialogShows Flag, Func<DialogRecord, bool> IsMissing, LocalizableText What)[] Faults =
    [
        (DialogShows.CallerInChat, static dialog => dialog.IsMember == false, LineText.Of("Verify_CallerNotInChat")),
        (DialogShows.OpenSession, static dialog => dialog.SessionId == 0, LineText.Of("Verify_NoSession")),
        (DialogShows.NoSession, static dialog => dialog.SessionId != 0, LineText.Of("Verify_SessionOpen")),
        (DialogShows.CallerIsOperator, static dialog => !dialog.IsOwner, LineText.Of("Verify_CallerNotOperator")),
        (DialogShows.Pinned, static dialog => !dialog.IsPinned, LineText.Of("Verify_NotPinned")),
        (DialogShows.NotPinned, static dialog => dialog.IsPinned, LineText.Of("Verify_Pinned")),
        (DialogShows.Silent, static dialog => !dialog.IsSilent, LineText.Of("Verify_NotSilent")),
        (DialogShows.NotSilent, static dialog => dialog.IsSilent, LineText.Of("Verify_Silent")),
        (DialogShows.CrmBound, static dialog => !dialog.IsCrmBound, LineText.Of("Verify_NotCrm")),
        (DialogShows.CallerIsNotOperator, static dialog => dialog.IsOwner, LineText.Of("Verify_CallerOperator")),
    ];

    /// <summary>What the dialog shows afterwards.</summary>
    public DialogShows Shows => shows;

    /// <summary>
    /// What the dialog must show for the method to do anything, where the portal refuses without a code that says why: there it is looked
    /// at the dialog.
    /// </summary>
    public DialogShows Needs { get; init; }

    /// <summary>
    /// Whether in a chat without an open session it would open one as if the client had written: queue, CRM and greeting included.
    /// </summary>
    public bool OpensSessions { get; init; }

    /// <summary>
    /// What to do where there is no open session and the method would do something else than what it is for; null for most methods.
    /// </summary>
    public LocalizableText? ClosedAdvice { get; init; }

    /// <summary>Whether it answers true also where no session is open, so that only a look before tells that nothing was done.</summary>
    public bool IsTrueOfClosed { get; init; }

    /// <summary>
    /// What is wrong with the dialog that is read back, in words, where only the one before it tells; null for most methods.
    /// </summary>
    public Func<DialogRecord, DialogRecord, LocalizableText?>? FindUnchanged { get; init; }

    /// <summary>What it takes beside the chat, for every chat the same.</summary>
    public CallParameter[] Fixed { get; init; } = [];

    /// <summary>The call for a chat.</summary>
    /// <param name="id">The chat.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    /// <param name="isVerified">
    /// Whether the dialog is read back; where it shows that nothing was done, the error is <c>NotVerified</c>.
    /// </param>
    /// <param name="isForced">Whether it is made also where it would open a session.</param>
    /// <param name="parameters">What it takes beside the chat.</param>
    /// <param name="findFault">What more is wrong with the dialog that is read back, in words; null where nothing is.</param>
    public Call OnChat(
        ChatId id,
        HaltGroup? haltGroup,
        bool isVerified,
        bool isForced = false,
        CallParameter[]? parameters = null,
        Func<DialogRecord, LocalizableText?>? findFault = null)
    {
        DialogRecord? before = null;
        var call = new Call<bool>(this, [.. SessionMethods.ParametersOf(id), .. Fixed, .. parameters ?? []], id.Value)
        {
            HaltGroup = haltGroup,
            FollowUp = isVerified
                ? DialogMethods.GetDialog(
                    id,
                    after => NotVerified(
                        FindFault(after)
                        ?? findFault?.Invoke(after)
                        ?? (before is null ? null : FindUnchanged?.Invoke(before, after))))
                : null,
            Inquiry = Needs == DialogShows.Nothing ? null : DialogMethods.GetDialog(id, FindLack),
        };
        return LooksFirst(isVerified) && !isForced
            ? DialogMethods.Guard(call, id, dialog => FindClosed(before = dialog))
            : call;
    }

    private bool LooksFirst(bool isVerified) =>
        OpensSessions || ClosedAdvice is not null || (isVerified && (IsTrueOfClosed || FindUnchanged is not null));

    /// <summary>The result of a method that answers <c>true</c> and nothing else.</summary>
    internal static bool ReadTrue(JsonValue result) => result.Kind == JsonValueKind.True ? true : throw new FormatException();

    private static (DialogShows Flag, Func<DialogRecord, bool> IsMissing, LocalizableText? What) Missing(
        DialogShows wanted, DialogRecord dialog) =>
        Faults.FirstOrDefault(fault => wanted.HasFlag(fault.Flag) && fault.IsMissing(dialog));

    private LocalizableText? FindFault(DialogRecord dialog) => Missing(shows, dialog).What;

    private Bitrix24Exception? FindLack(DialogRecord dialog)
    {
        var (flag, _, what) = Missing(Needs, dialog);
        var id = flag switch
        {
            DialogShows.OpenSession => OwnErrorId.NoOpenSession,
            DialogShows.CallerIsOperator => OwnErrorId.NotOperator,
            DialogShows.CallerIsNotOperator => OwnErrorId.AlreadyOperator,
            _ => null,
        };
        return id is null ? null : WithAdvice(Failure.Own(id, LineText.Of("Session_Refused", what), Name));
    }

    private Bitrix24Exception? NotVerified(LocalizableText? what) =>
        what is null ? null : Failure.Own(OwnErrorId.NotVerified, LineText.Of("Verify_True", what), Name);

    private Bitrix24Exception? FindClosed(DialogRecord dialog) => dialog.SessionId > 0
        ? null
        : WithAdvice(Failure.Own(OwnErrorId.NoOpenSession, LineText.Of("Session_None"), Name));

    /// <summary>That of the table is for methods that would open a session.</summary>
    private Bitrix24Exception WithAdvice(Bitrix24Exception error) => OpensSessions || !error.IsOwn(OwnErrorId.NoOpenSession)
        ? error
        : error.Advising(ClosedAdvice ?? LineText.Of("Session_NoneAdvice"));
}
