using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>Files of messages as the methods of the messenger and the history describe them.</summary>
internal static class FileDescription
{
    /// <summary>The files of messages, each with what is told of it.</summary>
    public static IEnumerable<(SandboxFile File, PhpArray Description)> Of(MethodCall call, IEnumerable<SandboxMessage> messages) =>
        messages.Select(static message => message.File).OfType<SandboxFile>().Select(file => (file, Describe(call, file)));

    private static PhpArray Describe(MethodCall call, SandboxFile file) => new()
    {
        { "id", file.Id },
        { "chatId", file.ChatId },
        { "date", PortalClock.Format(file.Date) },
        { "type", file.IsImage ? "image" : "file" },
        { "name", file.Name },
        { "extension", file.Extension },
        { "size", file.Size },
        { "image", file.IsImage ? new PhpArray { { "height", 615 }, { "width", 646 } } : false },
        { "status", "done" },
        { "progress", 100 },
        { "authorId", file.AuthorId },
        { "authorName", PortalPerson.Of(call.Portal, file.AuthorId).Name },
        { "urlPreview", "" },
        { "urlShow", "" },
        { "urlDownload", $"{call.Caller.Portal}disk/downloadFile/{ChatFields.Text(file.Id)}/" },
    };
}
