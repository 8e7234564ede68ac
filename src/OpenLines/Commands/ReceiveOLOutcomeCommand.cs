using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>
/// Gives the outcomes of calls whose pipeline ended before it could write them: after Ctrl+C, Select-Object -First, -ErrorAction Stop.
/// </summary>
[Cmdlet(
    VerbsCommunications.Receive, "OLOutcome",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/index.html")]
[OutputType(typeof(Outcome))]
public sealed class ReceiveOLOutcomeCommand : ConnectionCmdlet
{
    private readonly List<PipelineRun> _runs = [];

    private protected override void Process(Bitrix24Connection? connection)
    {
        connection = Resolve(connection);
        var unwritten = connection.Unwritten;
        var run = new PipelineRun(connection.Client.Credentials.Identity, connection.Client.Redaction);
        _runs.Add(run);

        // Nothing is taken while there is something to wait for: a variable that is to have the outcomes gets none from a pipeline that
        // is stopped meanwhile.
        foreach (var call in unwritten.FindUnknown())
        {
            Wait(call, connection);
        }

        while (unwritten.Take() is { } next)
        {
            if (next.Create() is { } outcome)
            {
                Write(outcome.GivenBy(run), run, unwritten);
            }
        }

        RunReport.Tell(this, connection.Client);

        if (unwritten.TakeLost() is var lost and > 0)
        {
            WriteWarning(ModuleText.Of("Outcomes_Lost", lost, UnwrittenOutcomes.Most));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _runs.ForEach(static run => run.End());
        }

        base.Dispose(disposing);
    }

    private void Wait(Call call, Bitrix24Connection connection)
    {
        while (!connection.Unwritten.Wait(call, RunReport.Interval))
        {
            if (StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            RunReport.Tell(this, connection.Client);
        }
    }

    private void Write(Outcome outcome, PipelineRun run, UnwrittenOutcomes unwritten)
    {
        try
        {
            WriteObject(outcome);
        }
        catch (PipelineStoppedException) when (Stopping && !run.HasTaken(outcome))
        {
            unwritten.Return(outcome);
            throw;
        }
    }
}
