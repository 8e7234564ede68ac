using System.Collections;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Makes a flat row of each error, for a file that can be read, corrected and piped in again.</summary>
[Cmdlet(VerbsData.ConvertFrom, "OLError", HelpUri = "https://apidocs.bitrix24.com/error-codes.html")]
[OutputType(typeof(PSObject))]
public sealed class ConvertFromOLErrorCommand : Bitrix24Cmdlet
{
    private readonly FailureTable _table = new();

    private Redaction? _redaction;

    /// <summary>
    /// Errors: those that <c>-ErrorVariable</c> gathered, those in <c>$Error</c>, or the <c>$_</c> of a catch block, also after
    /// Export-Clixml or from a job. Errors of other commands become rows too. A list is many errors; null is none.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _redaction = RunspaceConnections.Here.Default?.Client.Redaction ?? Redaction.None;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            throw End(Failure.Own(
                OwnErrorId.MissingInput, ModuleText.Of("Input_NothingPiped", nameof(InputObject))));
        }

        Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var row in _table.CreateRows())
        {
            WriteObject(row);
        }
    }

    private void Add(object? value)
    {
        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (bare is IEnumerable list and not string and not IDictionary)
        {
            foreach (var element in list)
            {
                Add(element);
            }
        }
        else if (FailedItem.Read(value) is { } failed)
        {
            _table.Add(failed, _redaction!);
        }
        else if (bare is not null)
        {
            var failure = Failure.Own(OwnErrorId.InvalidErrorRecord, ModuleText.Of("Input_NoError", bare.GetType().Name));
            WriteError(ErrorRecords.OfInput(failure, value, _redaction!));
        }
    }
}
