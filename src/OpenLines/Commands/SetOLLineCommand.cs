using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Changes the settings of each line, and only those that are given.</summary>
[Cmdlet(
    VerbsCommon.Set, "OLLine", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-update.html")]
[OutputType(typeof(LineResult), typeof(Line))]
public sealed class SetOLLineCommand : LineSettingsCmdlet
{
    /// <inheritdoc cref="GetOLLineCommand.LineId"/>
    [Parameter(Position = 0)]
    [Alias("CONFIG_ID", "ConfigId", "LINE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Lines]
    public object? LineId { get; set; }

    /// <summary>Its name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_Name", IsSent = true)]
    [NotCompleted]
    public string? Name { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfLine(LineId)];

    private protected override LineAction Action => LineAction.SetLine;

    private protected override RestMethod Called => LineChanges.Update;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_ChangeSettings", SettingNames);

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        PortalId.TryParse(item.Value, IdKind.Line, Called.Name, out var id, out error)
        && IsWanted(ModuleText.Of("Target_Line", id), out error)
            ? LineChanges.UpdateLine(id, Settings, Reading, HaltGroup)
            : null;
}
