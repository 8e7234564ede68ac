using System;
using System.Globalization;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The method that lets a file of a chat be fetched.</summary>
internal static class FileMethods
{
    /// <summary>
    /// The address at which a file can be fetched once, by whoever has it: a secret. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/index.html">im.v2.File.download</see>.
    /// </summary>
    public static readonly RestMethod<Secret> Download =
        OpenLinesMethod.Create("im.v2.File.download", TimeSpan.FromSeconds(0.2), ReadAddress);

    /// <summary>Asks for the address of a file.</summary>
    /// <param name="file">The id of the file, as it was given.</param>
    /// <param name="chat">That of its chat, as it was given.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    /// <param name="id">The id of the file.</param>
    /// <param name="error">Why it cannot be asked for.</param>
    /// <returns>Null where it cannot be asked for.</returns>
    public static Call<Secret>? GetAddress(object? file, object? chat, HaltGroup? haltGroup, out long id, out Bitrix24Exception? error) =>
        PortalId.TryParse(file, IdKind.File, Download.Name, out id, out error)
        && ChatId.TryParse(chat, Download.Name, out var of, out error)
            ? new(Download, [new("dialogId", of.DialogId), CallParameter.Of("fileId", id)]) { HaltGroup = haltGroup }
            : null;

    /// <summary>The file that an address was asked for.</summary>
    public static (long FileId, ChatId Chat) FileOf(Call call)
    {
        var chat = call.Parameters[0].Value.Substring(IdKind.Chat.Prefix.Length);
        return (IdOf(call.Parameters[1].Value), new(IdOf(chat)));
    }

    private static long IdOf(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    // Whatever it is, it is shown to nobody: whether it may be called is found out when it is.
    private static Secret ReadAddress(JsonValue result) =>
        result.Field("downloadUrl"u8).Begin(8192) is { Length: > 0 and <= 8192 } address ? new(address) : throw new FormatException();
}
