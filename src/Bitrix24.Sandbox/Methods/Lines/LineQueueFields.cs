using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>A queue as it is given to a line.</summary>
internal static class LineQueueFields
{
    /// <summary>The entries; null where one of them is none.</summary>
    /// <param name="value">A list of <c>{ENTITY_TYPE, ENTITY_ID}</c>.</param>
    /// <param name="takesIds">Whether bare user ids are taken too.</param>
    public static List<QueueEntry>? Read(object? value, bool takesIds)
    {
        if (value is not PhpArray list)
        {
            return null;
        }

        var entries = list.Select(item => ReadEntry(item.Value, takesIds)).ToList();
        return entries.Contains(null) ? null : [.. entries.OfType<QueueEntry>()];
    }

    /// <summary>Whether departments are all there is, and nobody is in them.</summary>
    public static bool IsEmpty(SandboxPortal portal, List<QueueEntry> queue) =>
        queue.TrueForAll(entry => entry.EntityType == QueueEntry.Department
            && !portal.Users.Any(user => user.DepartmentId == entry.EntityId && !user.IsExtranet && !user.IsBot));

    private static QueueEntry? ReadEntry(object? value, bool takesIds)
    {
        if (value is PhpArray entry)
        {
            var type = PhpValue.ToText(entry["ENTITY_TYPE"]);
            var id = PhpValue.ToInteger(entry["ENTITY_ID"]);
            return type is QueueEntry.User or QueueEntry.Department && id > 0 ? new(type, id) : null;
        }

        return takesIds && PhpValue.ToInteger(value) is var userId and > 0 ? new(QueueEntry.User, userId) : null;
    }
}
