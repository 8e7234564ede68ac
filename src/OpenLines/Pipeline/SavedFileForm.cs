using System;
using System.Collections.Generic;
using System.Globalization;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Files that are saved, each when its turn comes.</summary>
/// <param name="saver">Saves them.</param>
internal sealed class SavedFileForm(FileSaver saver) : OutcomeForm(OutcomeAction.Get)
{
    public override bool HasRest => true;

    public override Bitrix24Exception? Finish(InputItem item, Call call)
    {
        var fileId = FileMethods.FileOf(call).FileId;
        var name = FileName.Of(item.Details[1] as string, fileId);
        var digits = Convert.ToString(item.Details[2], CultureInfo.InvariantCulture);
        long? size = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : null;
        item.Made = saver.Save(((Call<Secret>)call).Result!, fileId, name, size, call.Method.Name, out var error);
        return error;
    }

    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        var (fileId, chat) = FileMethods.FileOf(call);
        return item.Made is FileSaver.Saved saved
            ? [new SavedFile(fileId, chat, saved.Path, saved.Size, saved.WasThere, item.First, run)]
            : [];
    }
}
