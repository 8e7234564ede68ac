using System.ComponentModel;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A cmdlet that changes something for each input item, and asks first where the user is to be asked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChangeCmdlet : CallCmdlet
{
    private HaltGroup? _haltGroup;
    private Confirmation? _confirmation;

    private protected ChangeCmdlet()
    {
    }

    private protected sealed override HaltGroup? HaltGroup => _haltGroup;

    /// <summary>What ShouldProcess calls the operation.</summary>
    private protected abstract LocalizableText Operation { get; }

    /// <summary>Whether what it is asked to do has no undo, though most of what it can do has.</summary>
    private protected virtual bool HasNoUndo => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _confirmation = new Confirmation(this, Client.Redaction);
        _haltGroup = Confirmation.HaltGroupOf(this);
    }

    /// <summary>Whether the change is wanted: asks, where the user is to be asked.</summary>
    /// <param name="target">What is to be changed.</param>
    /// <param name="error">Why it cannot be asked; null where it could.</param>
    private protected bool IsWanted(LocalizableText target, out Bitrix24Exception? error) =>
        _confirmation!.IsWanted(target, Operation, Called.Name, out error, HasNoUndo);
}
