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
        given
        ?? RunspaceConnection.Current
        ?? throw End(Failure.Own(OwnErrorId.NotConnected, "There is no connection to a portal in this runspace."));

    /// <summary>Ends the cmdlet with a terminating error; to be thrown, so that nothing depends on what the engine does.</summary>
    private protected Exception End(Bitrix24Exception exception)
    {
        ThrowTerminatingError(ErrorRecords.OfCommand(exception));
        return exception;
    }
}
