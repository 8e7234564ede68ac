using System.ComponentModel;
using System.Management.Automation;

namespace OpenLines;

/// <summary>A cmdlet whose method would open a session in a chat that has none, as if the client had written: it looks first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OpenSessionCmdlet : SessionCmdlet
{
    private protected OpenSessionCmdlet()
    {
    }

    /// <summary>
    /// Do it also where the chat has no open session. The portal then opens one as if the client had written: the chat goes to the queue,
    /// the CRM is told, and the client is greeted. It saves the look at each dialog, too.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected sealed override bool IsForced => Force;
}
