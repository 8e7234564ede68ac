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
        _watch = EventWatch.From(From, TimeSpan.FromSeconds(MaximumIntervalSec), out var error) ?? throw End(error!);
        var connection = Resolve(Connection);
        if (Permission.FindFault(connection, EventMethods.Get) is { } fault)
        {
            throw End(fault);
        }

        connection.BeginRun();
        _connection = connection;
        _run = new(Client.Credentials.Identity, Client.Redaction);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var watch = _watch!;
        var writer = new EventWriter(this, _run!);
        while (true)
        {
            var page = watch.Ask(Client, Tell, StopToken);
            if (StopToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            if (page is null)
            {
                Bear(watch);
            }
            else if (Once && page is { Events.Count: 0, HasMore: false })
            {
                return;
            }
            else
            {
                writer.Write(page);
                watch.Confirm(page);
            }

            if (!Once)
            {
                watch.Rest(Client, Tell, StopToken);
            }
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

    /// <summary>No page has come: the watch ends where nothing would come of another question.</summary>
    private void Bear(EventWatch watch)
    {
        if (Once || !watch.GoesOn)
        {
            throw End(watch.Error!);
        }

        WriteWarning(ModuleText.Of("Watch_GoesOn", watch.Error!.MessageText));
    }

    private void Tell() => RunReport.Tell(this, Client);
}
