using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Writes the messages among the events of a portal.</summary>
/// <param name="cmdlet">The cmdlet that writes.</param>
/// <param name="run">The cmdlet in its pipeline.</param>
internal sealed class EventWriter(Cmdlet cmdlet, PipelineRun run)
{
    /// <summary>Writes those of a page: when it returns the next command has taken all of them.</summary>
    public void Write(EventPage page)
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
                cmdlet.WriteObject(new WatchedMessage(recorded, message, run));
            }
            else
            {
                cmdlet.WriteError(ErrorRecords.OfCommand(
                    Failure.Own(OwnErrorId.InvalidResponse, ModuleText.Of("Watch_Unreadable", recorded.EventId), EventMethods.Get.Name)));
            }
        }
    }
}
