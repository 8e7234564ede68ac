using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Resolve(Connection);
        var unwritten = connection.Unwritten;
        var run = new PipelineRun(connection.Client.Credentials.Identity);
        _runs.Add(run);
        while (unwritten.TryTake(RunReport.Interval, out var next))
        {
            if (next?.Create() is { } outcome)
            {
                Write(outcome.GivenBy(run), run, unwritten);
            }
            else if (StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            RunReport.Tell(this, connection.Client);
        }

        if (unwritten.TakeLost() is var lost and > 0)
        {
            WriteWarning(string.Format(
                CultureInfo.CurrentCulture,
                "{0} older outcomes were let go: a connection keeps the newest {1}.",
                lost,
                UnwrittenOutcomes.Most));
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
