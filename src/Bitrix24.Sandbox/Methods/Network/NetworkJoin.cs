namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.network.join</c>: a bot of the portal for a network line, the same one each time.</summary>
internal static class NetworkJoin
{
    private static readonly SandboxError Inactive = new("INACTIVE", "Line is inactive");

    public static MethodAnswer Handle(MethodCall call)
    {
        if (NetworkLineCode.Read(call) is not { } code)
        {
            return MethodAnswer.Refused(NetworkLineCode.Invalid);
        }

        if (!call.Portal.NetworkLines.TryGetValue(code, out var title))
        {
            return MethodAnswer.Refused(NetworkLineCode.NotFound);
        }

        if (title.Length == 0)
        {
            return MethodAnswer.Refused(Inactive);
        }

        if (NetworkLineCode.FindBot(call.Portal, code) is not { } bot)
        {
            bot = new(call.Portal.NextUserId(), title, "") { NetworkCode = code };
            call.Portal.AddUser(bot);
        }

        return MethodAnswer.Of(bot.Id);
    }
}
