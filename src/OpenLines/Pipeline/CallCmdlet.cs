using System;
using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// A cmdlet that makes one call for each input item and gives one result or one error for each, in input order.
/// Waiting items share requests without anybody noticing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallCmdlet : Bitrix24Cmdlet
{
    private InputPause? _pause;
    private bool _isInputRead;
    private RecordReader? _reader;
    private CallSequence<InputItem>? _calls;
    private RunReport? _report;
    private OutcomeWriter? _writer;
    private Bitrix24Connection? _connection;

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

    /// <summary>The connection to use instead of the runspace's own.</summary>
    [Parameter]
    [ValidateNotNull]
    [Unrepeated(typeof(Bitrix24Connection), "the output of Connect-Bitrix24")]
    public Bitrix24Connection? Connection { get; set; }

    /// <summary>The name of the parameter that identifies an item.</summary>
    private protected abstract string IdentityName { get; }

    /// <summary>What the engine bound to that parameter.</summary>
    private protected abstract object? Identity { get; }

    /// <summary>What its calls become.</summary>
    private protected abstract OutcomeForm Form { get; }

    /// <summary>The error id of an identity that cannot be one.</summary>
    private protected abstract string InvalidIdentity { get; }

    /// <summary>The method that is called for each item.</summary>
    private protected abstract RestMethod Called { get; }

    /// <summary>Whether results tell the user code that came with an item.</summary>
    private protected virtual bool TellsUserCode => false;

    /// <summary>Makes texts of the connection in use safe to show.</summary>
    private protected Redaction Redaction => _connection!.Client.Redaction;

    /// <summary>The halt group of a changing cmdlet that must stop at its first failure.</summary>
    private protected virtual HaltGroup? HaltGroup => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _connection = Resolve(Connection);
        _connection.BeginRun();

        // Two a cmdlet: between them are the follow-ups of the first.
        _calls = new CallSequence<InputItem>(_connection.Client.Dispatcher, depth: 2 * MyInvocation.PipelinePosition);
        _report = new RunReport(this, MyInvocation.MyCommand.Name, MyInvocation.PipelinePosition, _connection.Client);
        _writer = new OutcomeWriter(this, _calls, Form, _report, _connection) { Explain = Explain };
        _pause = new InputPause(_calls.Thread, _connection.Client.Clock);
        _reader = new RecordReader(this, IdentityName, Identity, TellsUserCode, Redaction);
        if (InputRule.FindFault(this, IdentityName, _reader.HasScript) is { } fault)
        {
            throw End(fault);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using (_calls!.Thread.Work())
        {
            ProcessInputOrComplete();
        }

        _pause!.OnProcessed();
    }

    private void ProcessInputOrComplete()
    {
        try
        {
            var waitUntil = _pause!.WaitUntil();
            var items = ProcessInput();

            // Behind others without their outcomes it is no trickle: there a busy machine may have made the pause.
            if (waitUntil is not null && _calls!.Count <= items)
            {
                WriteAll(waitUntil);
            }
        }
        catch
        {
            // However the pipeline ends here, its progress must not stay on the screen.
            _report!.Complete();
            throw;
        }
    }

    /// <returns>How many items the record was.</returns>
    private int ProcessInput()
    {
        var items = 0;
        var record = MyInvocation.ExpectingInput || InputRule.IsGiven(this, nameof(InputObject)) ? InputObject : Identity;
        if (RecordReader.ListIn(record) is { } list)
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

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _isInputRead = true;
        try
        {
            using var work = _calls!.Thread.Work();
            WriteAll();
            _report!.Update(_isInputRead);
        }
        finally
        {
            _report!.Complete();
        }

        // The cmdlets of a pipeline end one after the other and are disposed of together: the last to end tells.
        var connection = _connection!;
        _connection = null;
        if (connection.EndRun() is { } counters)
        {
            WriteWarning(
                $"The connection has ended ({connection.Reason}), so nothing more was sent: "
                + $"{counters.Succeeded} calls done, {counters.Failed} failed, {counters.NotSent} not sent. "
                + "Connect again and pipe the TargetObject of the errors into the same command.");
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _calls?.Stop();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writer?.Leave();
            _connection?.AbandonRun();
            _connection = null;
        }

        base.Dispose(disposing);
    }

    /// <summary>Makes the call of an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="error">Why it cannot be made; null where it can.</param>
    /// <returns>Null where it cannot be made, and where the user does not want it made.</returns>
    private protected abstract Call? CreateCall(InputItem item, out Bitrix24Exception? error);

    /// <summary>What more there is to say of a failure, for the item that it befell.</summary>
    private Bitrix24Exception Explain(Bitrix24Exception error, InputItem item) =>
        _reader!.Explain(error, item, InvalidIdentity);

    private void Process(InputItem item)
    {
        item.Number = _report!.OnRead();
        var refusal = item.FindFault(InvalidIdentity, Called.Name, _connection!.Client);
        var call = refusal is null ? CreateCall(item, out refusal) : null;
        if (refusal is not null)
        {
            _calls!.Add(item, refusal);
        }
        else if (call is not null)
        {
            _calls!.Add(item, call);
        }
        else
        {
            return;
        }

        item.HandedOn?.Run.Take(item.HandedOn);
        if (HaltGroup is not null && (refusal is not null || call!.IsCompleted))
        {
            // A bad item of a run that stops at its first failure: nothing after it may be sent.
            WriteAll();
        }

        WriteReady();
        while (_calls.IsFull)
        {
            Wait();
            WriteReady();
        }
    }

    private void WriteAll(DateTimeOffset? until = null)
    {
        WriteReady();
        while (_calls!.Count > 0 && !(_connection!.Client.Clock.Now >= until))
        {
            _calls.Flush();
            Wait(until);
            WriteReady();
        }
    }

    private void Wait(DateTimeOffset? until = null)
    {
        while (!_calls!.Wait(RunReport.Interval) && !(_connection!.Client.Clock.Now >= until))
        {
            // The pipeline may have been stopped before there was a sequence to stop.
            if (_calls.IsStopped || StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            _report!.Update(_isInputRead);
        }
    }

    private void WriteReady() => _writer!.WriteReady(_isInputRead);
}
