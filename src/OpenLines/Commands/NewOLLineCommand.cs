using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Makes a line of each name.</summary>
[Cmdlet(
    VerbsCommon.New, "OLLine", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-add.html")]
[OutputType(typeof(LineResult), typeof(Line))]
public sealed class NewOLLineCommand : LineSettingsCmdlet
{
    /// <summary>
    /// The name of the line. Of an object it is read from the property Name or LINE_NAME. A script block is run for each record that is
    /// piped in.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("LINE_NAME")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Name { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities =>
        [new(nameof(Name), Name, ModuleText.Of("Item_Line"), OwnErrorId.InvalidLineName)];

    private protected override LineAction Action => LineAction.NewLine;

    private protected override RestMethod Called => LineChanges.Add;

    private protected override LocalizableText Operation => Settings.Count == 0
        ? ModuleText.Of("Operation_Create")
        : ModuleText.Of("Operation_CreateWith", SettingNames);

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        LineName.TryParse(item.Value, Client.Redaction, out var name, out error)
        && IsWanted(ModuleText.Of("Target_NamedLine", name), out error)
            ? LineChanges.AddLine([SettingValue.Of(LineFieldTable.Name, name), .. Settings], Reading, HaltGroup)
            : null;
}
