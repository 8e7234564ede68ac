using System;

namespace Bitrix24.Sandbox;

/// <summary>Where a transfer goes: to a user, or to the queue of a line.</summary>
internal sealed record TransferTarget(long UserId, long LineId)
{
    private const string Queue = "queue";

    /// <summary>
    /// Reads USER_ID, QUEUE_ID and TRANSFER_ID. The last takes the place of the one of its own kind, and then a user comes before a queue.
    /// </summary>
    public static (TransferTarget? Target, SandboxError? Error) Read(PhpArray parameters)
    {
        var (user, line) = (parameters["USER_ID"], parameters["QUEUE_ID"]);
        if (parameters["TRANSFER_ID"] is string or long or int)
        {
            var transfer = PhpValue.ToText(parameters["TRANSFER_ID"])!;
            if (transfer.StartsWith(Queue, StringComparison.Ordinal))
            {
                line = transfer.Substring(Queue.Length);
            }
            else
            {
                user = transfer;
            }
        }

        if (user is not null)
        {
            return PhpValue.ToInteger(user) is var id and > 0 ? (new(id, 0), null) : (null, OpenLinesErrors.UserIdEmpty);
        }

        if (line is not null)
        {
            return PhpValue.ToInteger(line) is var id and > 0 ? (new(0, id), null) : (null, OpenLinesErrors.QueueIdEmpty);
        }

        return (null, OpenLinesErrors.TransferIdEmpty);
    }
}
