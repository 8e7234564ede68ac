using System;
using System.ComponentModel;
using System.Management.Automation;
using System.Threading;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What every cmdlet of the module shares: it can be stopped at any time, and it fails with a terminating error of ours.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Bitrix24Cmdlet : PSCmdlet, IDynamicParameters, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private RuntimeDefinedParameterDictionary? _surplus;

    private protected Bitrix24Cmdlet()
    {
    }

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds: the one thing that comes however a pipeline ends.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>A parameter that nobody sees, for arguments that belong to no other: the engine's own refusal would repeat them.</summary>
    object? IDynamicParameters.GetDynamicParameters() => _surplus = UnexpectedArgument.ParameterFor(MyInvocation);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (UnexpectedArgument.FindFault(MyInvocation, _surplus) is { } fault)
        {
            throw End(fault);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pipeline ended while it was being stopped.
        }
    }

    /// <summary>The connection that was given, else the runspace's own; without one the cmdlet ends.</summary>
    private protected Bitrix24Connection Resolve(Bitrix24Connection? given) =>
        given ?? RunspaceConnections.Here.Default ?? throw End(NotConnected());

    /// <summary>Ends the cmdlet where what was given as -Connection is none.</summary>
    private protected void Require(Bitrix24Connection? connection)
    {
        if (connection is null && InputRule.IsGiven(this, nameof(ConnectionCmdlet.Connection)))
        {
            throw End(NoConnection());
        }
    }

    /// <summary>Makes a connection the default one of the runspace, and tells so.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isOwn">Whether it was made in this runspace.</param>
    private protected void MakeDefault(Bitrix24Connection connection, bool isOwn)
    {
        var before = RunspaceConnections.Here.Choose(connection, isOwn);
        WriteVerbose(
            $"{connection.Name} is the default connection of the runspace now."
            + (before is null ? "" : $" The connection {before.Name} to {before} is listed no more; it is not closed."));
    }

    /// <summary>The error of a runspace without a default connection.</summary>
    private protected static Bitrix24Exception NotConnected() =>
        RunspaceConnections.Here is { All.Count: > 0 } here
            ? Failure.Own(OwnErrorId.NotConnected, ModuleText.Of("Connection_NoDefault", here.Names))
                .Advising(ModuleText.Of("Connection_NoDefaultAdvice"))
            : Failure.Own(OwnErrorId.NotConnected, ModuleText.Of("Connection_None"));

    /// <summary>The error of what is neither a connection nor the name of one. It is not repeated: it may be a webhook.</summary>
    /// <param name="number">Which of several it is.</param>
    /// <param name="all">How many there are.</param>
    private protected static Bitrix24Exception NoConnection(int number = 1, int all = 1) => Failure.Own(
        OwnErrorId.InvalidConnection,
        all == 1
            ? ModuleText.Of("Connection_Not", RunspaceConnections.Here.Names)
            : ModuleText.Of("Connection_NotOfSeveral", number, all, RunspaceConnections.Here.Names));

    /// <summary>Warns in the language of the pipeline's thread.</summary>
    private protected void WriteWarning(LocalizableText text) => WriteWarning(text.ToString());

    /// <summary>Ends the cmdlet with a terminating error; to be thrown, so that nothing depends on what the engine does.</summary>
    private protected Exception End(Bitrix24Exception exception)
    {
        ThrowTerminatingError(ErrorRecords.OfCommand(exception));
        return exception;
    }
}
