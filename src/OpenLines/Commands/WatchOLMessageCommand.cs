using System;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Gives the messages that come into the open line chats of the connected user, until it is stopped.</summary>
[Cmdlet(
    VerbsCommon.Watch, "OLMessage",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/events/event-get.html")]
[OutputType(typeof(WatchedMessage))]
public sealed class WatchOLMessageCommand : Bitrix24Cmdlet
{
    // No try takes longer, unless the machine sleeps: then it is asked again.
    private static readonly TimeSpan LongestTry = TimeSpan.FromHours(2);

    private Bitrix24Connection? _connection;
    private PipelineRun? _run;
    private EventWatch? _watch;

    /// <summary>
    /// The offset to begin with, above zero, such as the NextOffset of the last message that was worked on: the portal forgets what stands
    /// before it. Without it the watch begins with the oldest message that nobody has confirmed.
    /// </summary>
    [Parameter]
    [Alias("OFFSET")]
    [AllowEmptyString]
    [Unrepeated(typeof(string), "Expected_Offset")]
    [NotCompleted]
    public string? From { get; set; }

    /// <summary>Gives and confirms what has come by now, and ends.</summary>
    [Parameter]
    [Unrepeated(typeof(SwitchParameter), "Expected_Nothing")]
    public SwitchParameter Once { get; set; }

    /// <summary>
    /// The longest pause between two questions, in seconds, from 1 to 3600. After a message it is a second, and doubles while none comes.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    [Unrepeated(typeof(int), "Expected_SecondsTo3600")]
    public int MaximumIntervalSec { get; set; } = 10;

    /// <inheritdoc cref="PortalCmdlet.Connection"/>
    [Parameter]
    [ConnectionOrName]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Bitrix24Connection? Connection { get; set; }

    private Bitrix24Client Client => _connection!.Client;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(Connection);
        long? offset = null;
        if (From is not null)
        {
            offset = PortalId.TryParse(From, IdKind.Event, EventMethods.Get.Name, out var id, out var error) ? id : throw End(error!);
        }

        var connection = Resolve(Connection);
        if (Permission.FindFault(connection, EventMethods.Get) is { } fault)
        {
            throw End(fault);
        }

        connection.BeginRun();
        _connection = connection;
        _run = new(Client.Credentials.Identity, Client.Redaction);
        _watch = new(offset, TimeSpan.FromSeconds(MaximumIntervalSec));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var watch = _watch!;
        while (true)
        {
            AwaitedCalls.Run(Client, watch.Ask(Client.Clock.Now), LongestTry, Tell, StopToken);
            if (StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            if (watch.Page is { } page)
            {
                Write(page);
                watch.Confirm(Client.Clock.Now);
            }
            else if (!watch.Forgo() || Once)
            {
                throw End(Explain(watch.Error ?? Failure.Own(OwnErrorId.RequestTimeout, ModuleText.Of("Watch_NoAnswer"))));
            }
            else
            {
                WriteWarning(ModuleText.Of("Watch_GoesOn", watch.Error?.MessageText ?? ModuleText.Of("Watch_NoAnswer")));
            }

            if (Once && watch.IsEmpty)
            {
                return;
            }

            Rest(Once ? TimeSpan.Zero : watch.Pause);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.End();
            _connection?.AbandonRun();
            _connection = null;
        }

        base.Dispose(disposing);
    }

    // A portal that is not up to date has no such methods.
    private static Bitrix24Exception Explain(Bitrix24Exception error) =>
        string.Equals(error.Code, ErrorTable.MethodNotFound, StringComparison.OrdinalIgnoreCase)
            ? error.Advising(ModuleText.Of("Watch_NoMethodAdvice"))
            : error;

    private void Write(EventPage page)
    {
        for (var i = 0; i < page.Events.Count; i++)
        {
            var recorded = page.Events[i];
            if (!recorded.IsMessage)
            {
                continue;
            }

            using var writing = PipelineThread.Current.Write(moreFollows: i < page.Events.Count - 1);
            if (recorded.Message is { } message)
            {
                WriteObject(new WatchedMessage(recorded, message, _run!));
            }
            else
            {
                WriteError(ErrorRecords.OfCommand(
                    Failure.Own(OwnErrorId.InvalidResponse, ModuleText.Of("Watch_Unreadable", recorded.EventId), EventMethods.Get.Name)));
            }
        }
    }

    private void Rest(TimeSpan pause)
    {
        using var end = new Deadline(pause, Client.Clock.Time, StopToken);
        while (!end.Token.WaitHandle.WaitOne(RunReport.Interval))
        {
            Tell();
        }
    }

    private void Tell() => RunReport.Tell(this, Client);
}
