using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The method that makes a message one of the canned replies of its line.</summary>
internal static class QuickAnswerMethods
{
    /// <summary>
    /// See <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/messages/imopenlines-message-quick-save.html">
    /// imopenlines.message.quick.save</see>.
    /// </summary>
    public static readonly RestMethod<bool> Save =
        OpenLinesMethod.Create("imopenlines.message.quick.save", TimeSpan.FromSeconds(0.08), SessionMethod.ReadTrue);

    public static Call<bool> Of(ChatId chat, long message, HaltGroup? haltGroup) =>
        new(Save, [.. SessionMethods.ParametersOf(chat), CallParameter.Of("MESSAGE_ID", message)], chat.Value) { HaltGroup = haltGroup };
}
