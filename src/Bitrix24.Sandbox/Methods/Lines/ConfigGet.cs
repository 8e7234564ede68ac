using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.config.get</c>: a line with its settings and its queue, or false where there is none. Asked twice in one batch in the
/// same way it answers the same, whatever was changed between.
/// </summary>
internal static class ConfigGet
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var id = PhpValue.ToInteger(call.Parameters["CONFIG_ID"]);
        if (id <= 0)
        {
            return MethodAnswer.Refused(LineErrors.ConfigIdEmpty);
        }

        var (withQueue, showsOffline) = (IsYes(call.Parameters["WITH_QUEUE"]), IsYes(call.Parameters["SHOW_OFFLINE"]));
        var found = call.Caller.Keep($"line {id} {withQueue} {showsOffline}", () =>
            call.Portal.FindLine(id) is { } line ? Describe(call, line, withQueue, showsOffline) : null);
        return MethodAnswer.Of((object?)found ?? false);
    }

    private static PhpArray Describe(MethodCall call, SandboxLine line, bool withQueue, bool showsOffline)
    {
        var row = LineRows.Settings(line);
        var queue = withQueue
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
