using System.Security;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>How a call tells which bot it is made for.</summary>
internal static class BotParameters
{
    /// <summary>The bot of a webhook; an application has its own.</summary>
    /// <param name="clientId">What was given; null where nothing was.</param>
    /// <returns>None where the portal knows the bot by itself.</returns>
    public static CallParameter[] Of(SecureString? clientId) => Read(clientId) is { Length: > 0 } text ? [new("CLIENT_ID", text)] : [];

    /// <summary>Begins a run of calls for a bot: what names it is a secret of the bot, which the connection masks from now on.</summary>
    /// <param name="clientId">What was given; null where nothing was.</param>
    /// <param name="client">The client that is to make the calls.</param>
    /// <returns>Why the portal would refuse all of them; null where it need not.</returns>
    public static Bitrix24Exception? Begin(SecureString? clientId, Bitrix24Client client)
    {
        var text = Read(clientId);
        client.Redaction.Add(text);
        return text.Length == 0 && client.Credentials is WebhookCredentials
            ? Failure.Own(OwnErrorId.ClientIdMissing, ModuleText.Of("Bot_NoClientId"))
            : null;
    }

    private static string Read(SecureString? clientId) => clientId is null ? "" : SecureStringReader.Read(clientId).Trim();
}
