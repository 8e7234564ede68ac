using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The methods that tell of a dialog.</summary>
internal static class DialogMethods
{
    /// <summary>
    /// What a chat is, and which session is open in it. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-dialog-get.html">
    /// imopenlines.dialog.get</see>.
    /// </summary>
    public static readonly RestMethod<DialogRecord> Get =
        OpenLinesMethod.Create("imopenlines.dialog.get", TimeSpan.FromSeconds(0.2), DialogRecord.Read);

    /// <param name="session">The id of a session of the chat.</param>
    public static Call<DialogRecord> OfSession(long session) => new(Get, [CallParameter.Of("SESSION_ID", session)]);

    public static Call<DialogRecord> OfUserCode(UserCode code) => new(Get, [new("USER_CODE", code.Text)]);

    /// <param name="id">The chat.</param>
    /// <param name="findFault">Why what the dialog shows is a failure all the same; null where it is none.</param>
    public static Call<DialogRecord> GetDialog(ChatId id, Func<DialogRecord, Bitrix24Exception?>? findFault = null) =>
        new(Get, SessionMethods.ParametersOf(id)) { FindFault = findFault };

    /// <summary>A look at the dialog first: what it guards is made only where nothing is wrong with that.</summary>
    /// <param name="call">The call that it guards.</param>
    /// <param name="id">The chat.</param>
    /// <param name="findFault">Why the call must not be made; null where it may.</param>
    public static Call<DialogRecord> Guard(Call call, ChatId id, Func<DialogRecord, Bitrix24Exception?> findFault) =>
        new(Get, SessionMethods.ParametersOf(id)) { IsGuard = true, FindFault = findFault, FollowUp = call };
}
