using System;
using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Tells who takes the dialogs of each line that is named, or of all.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLOperator",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-get.html")]
[OutputType(typeof(Operator))]
public sealed class GetOLOperatorCommand : CallCmdlet
{
    private static readonly ItemParameter Page = new("offset", null, ModuleText.Of("Item_LinesAfter"), OwnErrorId.InvalidLineId);

    private bool _hasNames;

    /// <summary>
    /// The id of the line, above zero: a number or its digits. Of an object it is read from the first of the properties LineId, CONFIG_ID,
    /// ConfigId and LINE that it has. A script block is run for each record that is piped in.
    /// Without it the queues of all lines are read.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("CONFIG_ID", "ConfigId", "LINE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Lines]
    public object? LineId { get; set; }

    /// <summary>Only those who are at work now.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter Online { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfLine(LineId)];

    private protected override OutcomeForm Form { get; } = new OperatorForm();

    private protected override RestMethod Called => LineMethods.Get;

    private protected override Action? WithoutItems => ReadAll;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var lack = FindLack(QueueMethods.Users);
        _hasNames = lack is null;
        if (lack is not null)
        {
            WriteWarning(ModuleText.Of("Operators_NoNames", lack));
        }
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        PortalId.TryParse(item.Value, IdKind.Line, Called.Name, out var line, out error)
            ? QueueMethods.GetQueue(line, Online, _hasNames)
            : null;

    private void ReadAll()
    {
        LinePages pages = new();
        Call ids;
        do
        {
            ids = LineMethods.GetIds(pages, isActiveOnly: false);
            Submit(new(source: null, Page) { Value = pages.Offset }, ids);
            WriteAll();
            foreach (var line in ids.Error is null ? pages.Added : [])
            {
                Submit(new(source: null, ItemParameter.OfLine(null)) { Value = line }, QueueMethods.GetQueue(line, Online, _hasNames));
            }
        }
        while (ids.Error is null && pages.IsFull);
    }
}
