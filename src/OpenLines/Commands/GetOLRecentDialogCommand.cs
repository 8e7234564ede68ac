using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.OpenLines;

namespace OpenLines.Commands;

/// <summary>Lists the open line dialogs of the connected user.</summary>
[Cmdlet(VerbsCommon.Get, "OLRecentDialog", HelpUri = "https://apidocs.bitrix24.com/api-reference/chats/im-recent-get.html")]
[OutputType(typeof(RecentDialog))]
public sealed class GetOLRecentDialogCommand : PortalCmdlet
{
    private protected override OutcomeForm Form { get; } = new ReadForm<IReadOnlyList<RecentRecord>>(
        static (dialogs, item, run) => dialogs.Select(dialog => new RecentDialog(dialog, item.First, run)));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireScope(MessengerMethods.Recent);
    }

    private protected override void ProcessInput()
    {
        var item = new InputItem(source: null, parameter: null);
        Count(item);
        Submit(item, MessengerMethods.RecentDialogs());
    }
}
