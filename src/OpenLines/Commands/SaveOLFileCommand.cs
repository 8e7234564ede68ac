using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Saves the files of chats in a folder.</summary>
[Cmdlet(
    VerbsData.Save, "OLFile", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/index.html")]
[OutputType(typeof(SavedFile))]
public sealed class SaveOLFileCommand : ChangeCmdlet
{
    // The addresses are asked for shortly before they are called.
    private const int MostFiles = 50;

    // That of the run has the cmdlet's place in the pipeline.
    private const int ProgressId = 1000;

    private string _folder = "";

    /// <summary>
    /// The id of the file, above zero: a number or its digits. Of an object it is read from the property FileId or FILE_ID. A script block
    /// is run for each record that is piped in.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("FILE_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? FileId { get; set; }

    /// <summary>The id of its chat. Where it is not given it is read from each record, as Join-OLSession reads it.</summary>
    [Parameter(Position = 1)]
    [Alias("CHAT_ID", "DialogId", "DIALOG_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? ChatId { get; set; }

    /// <summary>Its name in the folder; what no file system takes is replaced. Where it is not given it is read from each record.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Name { get; set; }

    /// <summary>
    /// How many bytes it has, by which a file that was saved before is known. Where it is not given it is read from each record.
    /// </summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Size { get; set; }

    /// <summary>The folder, which must be there; the current one unless given.</summary>
    [Parameter]
    [AllowEmptyString]
    [Unrepeated(typeof(string), "Expected_Folder")]
    public string Path { get; set; } = ".";

    private protected override IReadOnlyList<ItemParameter> Identities =>
        [new(nameof(FileId), FileId, ModuleText.Of("Item_File"), OwnErrorId.InvalidFileId)];

    private protected override IReadOnlyList<ItemParameter> Details =>
    [
        ItemParameter.OfChat(ChatId),
        new(nameof(Name), Name, ModuleText.Of("Item_Name"), OwnErrorId.InvalidFileId),
        new(nameof(Size), Size, ModuleText.Of("Item_Size"), OwnErrorId.InvalidFileId),
    ];

    private protected override OutcomeForm Form => new SavedFileForm(new(Client.Files, _folder, Tell, StopToken));

    private protected override RestMethod Called => FileMethods.Download;

    private protected override int Room => MostFiles;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_SaveFile");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _folder = FileSaver.FolderOf(this, Path, out var error) ?? throw End(error!);
        base.BeginProcessing();
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        FileMethods.GetAddress(item.Value, item.Details[0], HaltGroup, out var file, out error) is { } call
        && (error = SecretParameter.FindFaultOfName(item.Details[1] as string, Called.Name, Client.Redaction)) is null
        && IsWanted(LocalizableText.Verbatim(FileSaver.PathOf(_folder, item.Details[1] as string, file)), out error)
            ? call
            : null;

    private void Tell(long done, long? whole)
    {
        var status = whole is null ? ModuleText.Of("File_Bytes", done) : ModuleText.Of("File_BytesOf", done, whole);
        WriteProgress(new(ProgressId, MyInvocation.MyCommand.Name, status.ToString())
        {
            PercentComplete = whole > 0 ? (int)(done * 100 / whole.Value) : -1,
        });
    }
}
