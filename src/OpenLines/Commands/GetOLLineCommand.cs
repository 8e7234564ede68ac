using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Tells of each line that is named, or of all.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLLine",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-get.html")]
[OutputType(typeof(Line))]
public sealed class GetOLLineCommand : CallCmdlet
{
    private static readonly ItemParameter Page = new("offset", null, ModuleText.Of("Item_LinesAfter"), OwnErrorId.InvalidLineId);

    /// <summary>
    /// The id of a line, above zero: a number or its digits. Of an object it is read from the first of the properties LineId, CONFIG_ID,
    /// ConfigId and LINE that it has. A script block is run for each record that is piped in. Without it all lines are read.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("CONFIG_ID", "ConfigId", "LINE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Lines]
    public object? LineId { get; set; }

    /// <summary>Of all lines those whose names are like this, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_Wildcards")]
    [LineNames]
    public string? Name { get; set; }

    /// <summary>Of all lines those that are active.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter Active { get; set; }

    /// <summary>Read the queue of each of all lines too. A line that is named is always read with its queue.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter WithQueue { get; set; }

    /// <summary>Of all lines those that the connected user may change.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter CanModify { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => [ItemParameter.OfLine(LineId)];

    private protected override OutcomeForm Form =>
        new LineReadForm(Name is null ? null : WildcardPattern.Get(Name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant));

    private protected override RestMethod Called => LineMethods.Get;

    private protected override Action? WithoutItems => ListAll;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var filters = new[] { nameof(Name), nameof(Active), nameof(CanModify) };
        if (HasItems && InputRule.FindFaultOfFilters(this, ModuleText.Of("Input_Lines"), filters) is { } fault)
        {
            throw End(fault);
        }
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        PortalId.TryParse(item.Value, IdKind.Line, Called.Name, out var id, out error) ? LineMethods.GetLine(id) : null;

    private void ListAll()
    {
        // With -CanModify the page itself does not tell whether it is the last one: its lines are counted beside.
        LinePages shown = new();
        var all = CanModify ? new LinePages() : shown;
        bool isFull;
        do
        {
            var offset = all.Offset;
            var ids = CanModify ? LineMethods.GetIds(all, Active) : null;
            var page = LineMethods.GetPage(shown, offset, Active, WithQueue, CanModify);
            foreach (var call in new Call?[] { ids, page }.OfType<Call>())
            {
                var item = new InputItem(source: null, Page) { Value = offset };
                Count(item);
                Submit(item, call);
            }

            WriteAll();
            isFull = page.Error is null && ids?.Error is null && all.IsFull;
        }
        while (isFull);
    }
}
