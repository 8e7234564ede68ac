namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imconnector.list</c> and <c>imconnector.status</c>: which connectors are on, and whether one is on at a line. Without a line it is
/// asked for line 0, which has none.
/// </summary>
internal static class ImConnector
{
    private static readonly SandboxError WrongAuthType =
        new("WRONG_AUTH_TYPE", "Current authorization type is denied for this method", 403);

    private static readonly SandboxError NoRight = new("ACCESS_DENIED", "You don't have permission to modify connectors");

    public static MethodAnswer HandleList(MethodCall call)
    {
        if (call.Credential.IsWebhook)
        {
            return MethodAnswer.Refused(WrongAuthType);
        }

        if (!call.User.IsAdmin)
        {
            return MethodAnswer.Refused(NoRight);
        }

        var titles = new PhpArray();
        foreach (var channel in call.Portal.Channels)
        {
            titles[channel.Key] = channel.Value;
        }

        return MethodAnswer.Of(titles);
    }

    public static MethodAnswer HandleStatus(MethodCall call)
    {
        if (call.Credential.IsWebhook)
        {
            return MethodAnswer.Refused(WrongAuthType);
        }

        if (PhpValue.ToText(call.Parameters["CONNECTOR"]) is not { Length: > 0 } connector)
        {
            return MethodAnswer.Refused(RestErrors.Empty("CONNECTOR"));
        }

        var lineId = PhpValue.ToInteger(call.Parameters["LINE"]);
        var isOn = call.Portal.HasLine(lineId) && call.Portal.Channels.ContainsKey(connector);
        return MethodAnswer.Of(new PhpArray
        {
            { "LINE", lineId },
            { "CONNECTOR", connector },
            { "ERROR", false },
            { "CONFIGURED", isOn },
            { "STATUS", isOn },
        });
    }
}
