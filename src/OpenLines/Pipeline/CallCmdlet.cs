using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A cmdlet that makes one call for each input item and gives one outcome for each, in input order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallCmdlet : PortalCmdlet
{
    private InputPause? _pause;
    private RecordReader? _reader;
    private object? _given;

    private protected CallCmdlet()
    {
    }

    /// <summary>
    /// A record of any kind from the pipeline: a text or a number is the value itself, anything else brings it in a property.
    /// It comes out again as InputObject of the result.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>The parameters that can identify an item, the most wanted first: one of them does.</summary>
    private protected abstract IReadOnlyList<ItemParameter> Identities { get; }

    /// <summary>What more there is to read of each item, where the user has not given it for all.</summary>
    private protected virtual IReadOnlyList<ItemParameter> Details => [];

    /// <summary>
    /// The parameter with which the cmdlet makes one call that is for no item; null where it takes items, as most do always.
    /// </summary>
    private protected virtual string? Itemless => null;

    /// <summary>Whether items are named or piped in.</summary>
    private protected bool HasItems { get; private set; }

    /// <summary>What it does where no item is named at all; null where one has to be.</summary>
    private protected virtual Action? WithoutItems => null;

    /// <summary>The method that is called for each item.</summary>
    private protected abstract RestMethod Called { get; }

    /// <summary>Whether results tell the user code that came with an item.</summary>
    private protected virtual bool TellsUserCode => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _pause = new InputPause(Calls.Thread, Client.Clock);
        RecordColumn[] identities = [.. Identities.Select(parameter => new RecordColumn(this, parameter))];
        _given = identities.FirstOrDefault(static column => column.IsGiven)?.Parameter.Given;
        _reader = new RecordReader(
            identities, [.. Details.Select(parameter => new RecordColumn(this, parameter))], TellsUserCode, Client.Redaction);
        HasItems = WithoutItems is null || InputRule.IsAnyGiven(this, identities);
        if (HasItems && InputRule.FindFault(this, identities, Itemless) is { } fault)
        {
            throw End(fault);
        }

        RequireScope(Called);
    }

    /// <summary>Makes the call of an item.</summary>
    /// <param name="item">The item; one without a parameter where the call is for none.</param>
    /// <param name="error">Why it cannot be made; null where it can.</param>
    /// <returns>Null where it cannot be made, and where the user does not want it made.</returns>
    private protected abstract Call? CreateCall(InputItem item, out Bitrix24Exception? error);

    private protected sealed override void ProcessInput()
    {
        if (!HasItems)
        {
            WithoutItems!();
            return;
        }

        var waitUntil = _pause!.WaitUntil();
        var items = ProcessItems();

        // Behind others without their outcomes it is no trickle: there a busy machine may have made the pause.
        if (waitUntil is not null && Calls.Count <= items)
        {
            WriteAll(waitUntil);
        }
    }

    private protected sealed override void OnProcessed() => _pause!.OnProcessed();

    private protected sealed override Bitrix24Exception Clarify(Bitrix24Exception error, InputItem item) => _reader!.Explain(error, item);

    /// <returns>How many items the record was.</returns>
    private int ProcessItems()
    {
        if (Itemless is not null)
        {
            Process(new InputItem(null, null));
            return 1;
        }

        var items = 0;
        var record = MyInvocation.ExpectingInput || InputRule.IsGiven(this, nameof(InputObject)) ? InputObject : _given;
        if (RecordList.In(record) is { } list)
        {
            foreach (var item in _reader!.ReadList(list, record))
            {
                Process(item);
                items++;
            }
        }
        else
        {
            Process(_reader!.Read(record));
            items++;
        }

        return items;
    }

    private void Process(InputItem item)
    {
        Count(item);
        var refusal = item.FindFault(Called.Name, Client);
        var call = refusal is null ? CreateCall(item, out refusal) : null;
        if (refusal is not null)
        {
            Submit(item, refusal);
        }
        else if (call is not null)
        {
            Submit(item, call);
        }
    }
}
