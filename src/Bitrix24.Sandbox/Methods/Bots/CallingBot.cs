using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>The bot that a call is made for: a webhook names it by CLIENT_ID, an application has its own.</summary>
internal static class CallingBot
{
    private static readonly SandboxError NotFound = new("BOT_ID_ERROR", "Bot not found");

    public static (SandboxUser? Bot, SandboxError? Error) Find(MethodCall call)
    {
        var clientId = PhpValue.ToText(call.Folded("CLIENT_ID")) ?? "";
        if (call.Credential.IsWebhook && clientId.Length == 0)
        {
            return (null, RestErrors.Access("Client ID not specified"));
        }

        var bot = call.Portal.Users.FirstOrDefault(user =>
            user.BotClientId.Length > 0 && (!call.Credential.IsWebhook || user.BotClientId == clientId));
        return bot is null ? (null, NotFound) : (bot, null);
    }
}
