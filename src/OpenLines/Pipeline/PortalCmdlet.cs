using System;
using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// A cmdlet that makes calls on a connection and writes what they end with, in their order. Waiting calls share requests without anybody
/// noticing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PortalCmdlet : Bitrix24Cmdlet
{
    private bool _isInputRead;
    private CallSequence<InputItem>? _calls;
    private RunReport? _report;
    private OutcomeWriter? _writer;
    private Bitrix24Connection? _connection;

    private protected PortalCmdlet()
    {
    }

    /// <summary>The connection to use, or its name, instead of the runspace's own.</summary>
    [Parameter]
    [ConnectionOrName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Bitrix24Connection? Connection { get; set; }

    /// <summary>What its calls become.</summary>
    private protected abstract OutcomeForm Form { get; }

    /// <summary>The halt group of a changing cmdlet that must stop at its first failure.</summary>
    private protected virtual HaltGroup? HaltGroup => null;

    /// <summary>How many items may be without their outcome: few where the outcome of one can be large.</summary>
    private protected virtual int Room => CallSequence<InputItem>.Window;

    /// <summary>The client of the connection in use.</summary>
    private protected Bitrix24Client Client => _connection!.Client;

    /// <summary>Its calls that have not been written yet.</summary>
    private protected CallSequence<InputItem> Calls => _calls!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(Connection);
        _connection = Resolve(Connection);
        _connection.BeginRun();

        // Two a cmdlet: between them are the follow-ups of the first.
        _calls = new CallSequence<InputItem>(Client.Dispatcher, depth: 2 * MyInvocation.PipelinePosition) { Room = Room };
        _report = new RunReport(this, MyInvocation.MyCommand.Name, MyInvocation.PipelinePosition, Client);
        _writer = new OutcomeWriter(this, _calls, Form, _report, _connection) { Explain = Clarify };
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        using (_calls!.Thread.Work())
        {
            try
            {
                ProcessInput();
            }
            catch
            {
                // However the pipeline ends here, its progress must not stay on the screen.
                _report!.Complete();
                throw;
            }
        }

        OnProcessed();
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
            WriteWarning(ModuleText.Of("Run_ConnectionEnded", connection.Reason, counters.Succeeded, counters.Failed, counters.NotSent));
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

    /// <summary>Ends the cmdlet where the connection has no permission for a method.</summary>
    private protected void RequireScope(RestMethod method) => Require(Permission.FindFault(_connection!, method));

    /// <summary>Ends the cmdlet where the connection is that of a webhook: the portal answers this method to applications only.</summary>
    private protected void RequireApplication(RestMethod method) => Require(Permission.FindFaultOfWebhook(_connection!, method));

    /// <inheritdoc cref="Permission.FindLack"/>
    private protected LocalizableText? FindLack(RestMethod method) => Permission.FindLack(_connection!, method);

    /// <summary>Makes the calls of what the engine has bound.</summary>
    private protected abstract void ProcessInput();

    /// <summary>What the engine had bound is worked on, and the thread goes back to it.</summary>
    private protected virtual void OnProcessed()
    {
    }

    /// <summary>What more there is to say of a failure, for the item that it befell.</summary>
    private protected virtual Bitrix24Exception Clarify(Bitrix24Exception error, InputItem item) => error;

    /// <summary>An item comes: it gets its number.</summary>
    private protected void Count(InputItem item) => item.Number = _report!.OnRead();

    /// <summary>Submits the call of an item, and writes what has its outcome by now. Slows the input down where too much waits.</summary>
    private protected void Submit(InputItem item, Call call)
    {
        if (SecretParameter.FindFault(call, Client.Redaction) is { } refusal)
        {
            Submit(item, refusal);
            return;
        }

        _calls!.Add(item, call);
        OnAdded(item, endsRun: call.IsCompleted);
    }

    /// <summary>An item that no call can be made of takes its place in the output.</summary>
    private protected void Submit(InputItem item, Bitrix24Exception refusal)
    {
        _calls!.Add(item, refusal);
        OnAdded(item, endsRun: true);
    }

    /// <summary>Waits for all outcomes and writes them.</summary>
    /// <param name="until">How long at the most; for ever where it is null.</param>
    private protected void WriteAll(DateTimeOffset? until = null)
    {
        WriteReady();
        while (_calls!.Count > 0 && !(Client.Clock.Now >= until))
        {
            _calls.Flush();
            Wait(until);
            WriteReady();
        }
    }

    private void Require(Bitrix24Exception? fault)
    {
        if (fault is not null)
        {
            throw End(fault);
        }
    }

    private void OnAdded(InputItem item, bool endsRun)
    {
        item.HandedOn?.Run.Take(item.HandedOn);
        if (endsRun && HaltGroup is not null)
        {
            // A bad item of a run that stops at its first failure: nothing after it may be sent.
            WriteAll();
        }

        WriteReady();
        while (_calls!.IsFull)
        {
            Wait();
            WriteReady();
        }
    }

    private void Wait(DateTimeOffset? until = null)
    {
        while (!_calls!.Wait(RunReport.Interval) && !(Client.Clock.Now >= until))
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
