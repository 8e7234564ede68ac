using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The methods that tell of a dialog.</summary>
internal static class DialogMethods
{
    /// <summary>
    /// What a chat is, and which session is open in it. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-dialog-get.html">
    /// imopenlines.dialog.get</see>.
    /// </summary>
    public static readonly RestMethod<Dialog> Get =
        OpenLinesMethod.Create("imopenlines.dialog.get", TimeSpan.FromSeconds(0.2), Dialog.Read);

    /// <param name="id">The chat.</param>
    /// <param name="findFault">Why what the dialog shows is a failure all the same; null where it is none.</param>
    public static Call<Dialog> GetDialog(ChatId id, Func<Dialog, Bitrix24Exception?>? findFault = null) =>
        new(Get, SessionMethods.ParametersOf(id)) { FindFault = findFault };
}
