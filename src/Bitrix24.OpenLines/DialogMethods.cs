using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The methods that tell of a dialog.</summary>
internal static class DialogMethods
{
    /// <summary>What a chat is, and which session is open in it. See <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-dialog-get.html">imopenlines.dialog.get</see>.</summary>
    public static readonly RestMethod<Dialog> Get = OpenLinesMethod.Create("imopenlines.dialog.get", TimeSpan.FromSeconds(0.2), Dialog.Read);

    public static Call<Dialog> GetDialog(ChatId id) => new(Get, [new("CHAT_ID", id.ToString(), IsNumber: true)]);
}
