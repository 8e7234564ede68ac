using System;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A cmdlet that changes something for each input item, and asks first where the user is to be asked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChangeCmdlet : CallCmdlet
{
    private HaltGroup? _haltGroup;
    private bool _cannotAsk;

    private protected ChangeCmdlet()
    {
    }

    private protected sealed override HaltGroup? HaltGroup => _haltGroup;

    /// <summary>What ShouldProcess calls the operation.</summary>
    private protected abstract string Operation { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (StopsAtFirstFailure())
        {
            _haltGroup = new HaltGroup();
        }
    }

    /// <summary>
    /// Asks, where the user is to be asked. A host that cannot refuses with an exception of any kind, which would end the whole pipeline
    /// with all that waits in it: here each item has its error.
    /// </summary>
    /// <param name="target">What is to be changed.</param>
    /// <param name="error">Why it cannot be asked; null where it could.</param>
    private protected bool IsWanted(string target, out Bitrix24Exception? error)
    {
        error = null;
        try
        {
            if (!_cannotAsk)
            {
                return ShouldProcess(Client.Redaction.Clean(target, Redaction.LongestDescription), Operation);
            }
        }
#pragma warning disable CA1031 // Hosts throw what they like: that of the console, at the end of its input, a NullReferenceException.
        catch (Exception exception) when (exception is HostException or RemoteException or not RuntimeException)
#pragma warning restore CA1031
        {
            _cannotAsk = true;
        }

        error = Failure.Own(
            OwnErrorId.ConfirmationUnavailable,
            "It is to be confirmed, and this host cannot ask. Give -Confirm:$false where nobody is to be asked.",
            Called.Name);
        return false;
    }

    private bool StopsAtFirstFailure()
    {
        var preference = MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given)
            ? given
            : GetVariableValue("ErrorActionPreference");
        return LanguagePrimitives.TryConvertTo<ActionPreference>(preference, CultureInfo.InvariantCulture, out var action)
            && action == ActionPreference.Stop;
    }
}
