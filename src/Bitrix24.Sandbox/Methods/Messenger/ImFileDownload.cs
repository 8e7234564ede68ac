namespace Bitrix24.Sandbox;

/// <summary>
/// <c>im.v2.File.download</c>: an address where a file of a dialog can be fetched once, by whoever has it. For members, and for those who
/// have read the history.
/// </summary>
internal static class ImFileDownload
{
    private static readonly SandboxError NotFound = new("FILE_NOT_FOUND", "File not found");

    public static MethodAnswer Handle(MethodCall call)
    {
        if (!DialogId.TryRead(call.Parameters["dialogId"], out var chatId) || call.Portal.Chats.Read(chatId) is not { } chat)
        {
            return MethodAnswer.Refused(call.Texts.AccessDenied);
        }

        if (!chat.HasMember(call.User.Id) && !call.Portal.Downloads.MayRead(call.User.Id, chat.Id))
        {
            return MethodAnswer.Refused(call.Texts.AccessDenied);
        }

        var fileId = PhpValue.ToInteger(call.Parameters["fileId"]);
        if (chat.Messages.Find(MessageLog.MessageOf(fileId))?.File is not { } file || file.Id != fileId)
        {
            return MethodAnswer.Refused(NotFound);
        }

        var token = call.Portal.Downloads.Offer(file);
        return MethodAnswer.Of(new PhpArray { { "downloadUrl", $"{call.Caller.Portal}rest/download.json?token={token}" } }, chat.Id);
    }
}
