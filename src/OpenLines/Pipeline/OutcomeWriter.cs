using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Writes what the calls of a cmdlet end with, in their order, and leaves on the connection what it could not write. The engine refuses
/// every write once a pipeline ends, so a call counts as unwritten until its write has come back.
/// </summary>
/// <param name="cmdlet">The cmdlet that writes.</param>
/// <param name="calls">Its calls.</param>
/// <param name="form">What they become.</param>
/// <param name="report">What is told of the course.</param>
/// <param name="connection">The connection.</param>
internal sealed class OutcomeWriter(
    PSCmdlet cmdlet, CallSequence<InputItem> calls, OutcomeForm form, RunReport report, Bitrix24Connection connection)
{
    private readonly CallRun _run =
        new(form, connection.Client, cmdlet.MyInvocation.MyCommand.Name, cmdlet.GetType().FullName!);

    private readonly HashSet<(string Id, string? Advice)> _told = [];
    private CallSequence<InputItem>.Entry? _unwritten;

    /// <summary>What more there is to say of an error of the input.</summary>
    public required Func<Bitrix24Exception, InputItem, Bitrix24Exception> Explain { get; init; }

    /// <summary>Writes all that is at the head of the sequence and has its outcome.</summary>
    /// <param name="isInputRead">Whether the whole input is known.</param>
    public void WriteReady(bool isInputRead)
    {
        while (TryTake(out var entry))
        {
            _unwritten = entry;
            var error = entry.Error ?? form.Finish(entry.Item, entry.Call!);
            if (entry.HasMore)
            {
                // What came of the item is told now: it has got further than the result that it was, also where the rest is not sent.
                entry.Item.HandedOn = null;
            }
            else
            {
                report.OnEnded(error is not null);
            }

            report.Update(isInputRead);
            if (error is not null)
            {
                WriteError(_run.CreateError(Explain(error, entry.Item), entry.Item, entry.Call));
            }
            else
            {
                foreach (var result in _run.CreateResults(entry.Item, entry.Call!))
                {
                    WriteResult(result);
                }
            }

            _unwritten = null;
        }
    }

    /// <summary>The pipeline is gone: what was done, or may be, and was not written, stays on the connection.</summary>
    public void Leave()
    {
        _run.Pipeline.End();
        var unwritten = connection.Unwritten;
        var left = calls.Leave(unwritten);
        foreach (var entry in _unwritten is { } first ? left.Prepend(first) : left)
        {
            if (_run.Keep(entry.Item, entry.Call) is { } outcome)
            {
                unwritten.Add(outcome);
            }
        }

        _unwritten = null;
    }

    private bool TryTake(out CallSequence<InputItem>.Entry entry)
    {
        if (form.IsPaged)
        {
            // The next page is under way while this one is written, and whoever takes it knows that more follows.
            calls.Continue(form.Continue);
        }

        return calls.TryTake(out entry);
    }

    private void WriteError(ErrorRecord record)
    {
        var isFirst = _told.Add((record.FullyQualifiedErrorId, record.ErrorDetails.RecommendedAction));
        try
        {
            cmdlet.WriteError(isFirst ? record : ErrorRecords.Repeat(record));
        }
        catch (Exception exception) when (exception is not PipelineStoppedException || !cmdlet.Stopping)
        {
            // Under ErrorAction Stop it is the error that the whole pipeline ends with; under 2>&1 it got to another cmdlet like a result.
            _unwritten = null;
            throw;
        }
    }

    private void WriteResult(object? result)
    {
        try
        {
            using var writing = calls.Thread.Write(moreFollows: calls.Count > 0);
            using var telling = report.Write();
            cmdlet.WriteObject(result);
        }
        catch (Exception exception)
            when (exception is not PipelineStoppedException || !cmdlet.Stopping || (result is not null && _run.Pipeline.HasTaken(result)))
        {
            // It got to another cmdlet, and that one ended the pipeline; a stop from outside may have come first.
            _unwritten = null;
            throw;
        }
    }
}
