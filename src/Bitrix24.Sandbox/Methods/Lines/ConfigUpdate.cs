namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.config.update</c>: settings of a line. False, with status 200, for a line that is not there and for a queue that cannot
/// be.
/// </summary>
internal static class ConfigUpdate
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var id = PhpValue.ToInteger(call.Parameters["CONFIG_ID"]);
        if (id <= 0)
        {
            return MethodAnswer.Refused(LineErrors.ConfigIdEmpty);
        }

        if (!call.User.IsAdmin)
        {
            return MethodAnswer.Refused(LineErrors.NoPermission);
        }

        return MethodAnswer.Of(call.Portal.FindLine(id) is { } line && TryUpdate(call, line, call.Parameters["PARAMS"] as PhpArray ?? []));
    }

    private static bool TryUpdate(MethodCall call, SandboxLine line, PhpArray given)
    {
        if (given["QUEUE"] is { } queueValue)
        {
            if (LineQueueFields.Read(queueValue, takesIds: false) is not { Count: > 0 } queue
                || LineQueueFields.IsEmpty(call.Portal, queue))
            {
                return false;
            }

            line.Queue.Clear();
            line.Queue.AddRange(queue);
        }

        line.Settings.Take(given);
        line.Settings.Put("MODIFY_USER_ID", ChatFields.Text(call.User.Id));
        return true;
    }
}
