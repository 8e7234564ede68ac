using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.config.get</c>: a line with its settings and its queue, or false where there is none.</summary>
internal static class ConfigGet
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var id = PhpValue.ToInteger(call.Parameters["CONFIG_ID"]);
        if (id <= 0)
        {
            return MethodAnswer.Refused(LineErrors.ConfigIdEmpty);
        }

        return MethodAnswer.Of(call.Portal.FindLine(id) is { } line ? Describe(call, line) : false);
    }

    private static PhpArray Describe(MethodCall call, SandboxLine line)
    {
        var row = LineRows.Settings(line);
        var showsOffline = IsYes(call.Parameters["SHOW_OFFLINE"]);
        var queue = IsYes(call.Parameters["WITH_QUEUE"])
            ? LineQueue.UsersOf(call.Portal, line).Where(user => user.IsActive && (showsOffline || !user.IsOffline)).ToList()
            : [];
        row["QUEUE"] = PhpArray.ListOf(queue.Select(static user => ChatFields.Text(user.Id)));
        row["QUEUE_FULL"] = LineRows.QueueFull(line, queue);
        row["QUEUE_USERS_FIELDS"] = LineRows.UsersFields(queue);
        row["QUEUE_ONLINE"] = queue.Exists(static user => !user.IsOffline) ? "Y" : "N";
        return row;
    }

    private static bool IsYes(object? value) => value is null || PhpValue.ToText(value) == "Y";
}
