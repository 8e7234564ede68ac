namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.config.add</c>: a new line, whoever asks. What is wrong in its settings becomes something else.</summary>
internal static class ConfigAdd
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var given = call.Parameters["PARAMS"] as PhpArray ?? [];
        var id = call.Portal.NextLineId();
        var line = new SandboxLine(id, "Open Channel " + ChatFields.Text(id));
        line.Settings.Put("MODIFY_USER_ID", ChatFields.Text(call.User.Id));
        line.Settings.Take(given);
        if (LineQueueFields.Read(given["QUEUE"], takesIds: true) is { } queue)
        {
            line.Queue.AddRange(queue);
        }

        call.Portal.AddLine(line);
        return MethodAnswer.Of(id);
    }
}
