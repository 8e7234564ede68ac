using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>A line as the portal's database shows it: numbers as text, dates lost, lists that are <c>[""]</c> when empty.</summary>
internal static class LineRows
{
    /// <summary>All settings in order.</summary>
    public static PhpArray Settings(SandboxLine line)
    {
        var row = new PhpArray { { "ID", ChatFields.Text(line.Id) } };
        foreach (var field in LineFields.All)
        {
            var value = line.Settings[field.Name];
            row[field.Name] = field.Name is LineFields.DaysOffName or LineFields.HolidaysName
                ? PhpArray.ListOf((PhpValue.ToText(value) ?? "").Split(','))
                : value;
        }

        return row;
    }

    /// <summary>How each user of a queue is named to clients: nothing of his own, as a rule.</summary>
    public static PhpArray UsersFields(IEnumerable<SandboxUser> queue)
    {
        var map = new PhpArray();
        foreach (var user in queue)
        {
            map[ChatFields.Text(user.Id)] = Names();
        }

        return map;
    }

    /// <summary>The rows of a queue.</summary>
    public static PhpArray QueueFull(SandboxLine line, IReadOnlyList<SandboxUser> queue)
    {
        var map = new PhpArray();
        for (var i = 0; i < queue.Count; i++)
        {
            var id = ChatFields.Text(queue[i].Id);
            var department = line.Queue.Exists(entry => entry.EntityType == QueueEntry.User && entry.EntityId == queue[i].Id)
                ? 0
                : queue[i].DepartmentId;
            var row = new PhpArray
            {
                { "ID", ChatFields.Text((line.Id * 100) + i) },
                { "SORT", ChatFields.Text(i) },
                { "USER_ID", id },
                { "DEPARTMENT_ID", ChatFields.Text(department) },
            };
            foreach (var name in Names())
            {
                row[name.Key] = name.Value;
            }

            map[id] = row;
        }

        return map;
    }

    public static PhpArray ConfigQueue(SandboxLine line) => PhpArray.ListOf(line.Queue.Select(static entry => new PhpArray
    {
        { "ENTITY_ID", ChatFields.Text(entry.EntityId) },
        { "ENTITY_TYPE", entry.EntityType },
    }));

    private static PhpArray Names() => new()
    {
        { "USER_NAME", null },
        { "USER_WORK_POSITION", null },
        { "USER_AVATAR", null },
        { "USER_AVATAR_ID", "0" },
    };
}
