using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Reads what somebody gives to sign in over OAuth. What is wrong with it is thrown, in words that do not repeat it.</summary>
internal static class OAuthInput
{
    /// <summary>The portal's address.</summary>
    public static Uri ReadPortal(string given) =>
        PortalAddress.TryParse(given, out var portal, out var problem) ? portal!
        : throw Failure.Own(OwnErrorId.InvalidPortal, $"This is not the address of a portal: {problem}.");

    /// <summary>The token server's address; null where none was given.</summary>
    public static Uri? ReadTokenServer(string? given) =>
        given is null ? null
        : PortalAddress.TryParse(given, out var server, out var problem) ? server
        : throw Failure.Own(OwnErrorId.InvalidTokenServer, $"This is not the address of a token server: {problem}.");

    /// <summary>The application: user name and password are its id and its key.</summary>
    public static OAuthApplication ReadApplication(PSCredential given) =>
        OAuthApplication.TryParse(given.UserName, SecureStringReader.Read(given.Password), out var application, out var error)
            ? application!
            : throw error!;

    /// <summary>A refresh token.</summary>
    public static TokenGrant ReadRefreshToken(SecureString given, Uri portal) =>
        TokenGrant.OfRefresh(Read(given, OwnErrorId.InvalidRefreshToken, "a refresh token"), portal);

    /// <summary>The code of a sign-in; the host is asked for it where it was not given.</summary>
    public static TokenGrant ReadCode(SecureString? given, PSHost host, Uri portal)
    {
        var canAsk = true;
        return (given ?? SecretPrompt.Ask(host, "AuthorizationCode", out canAsk)) is { } code
            ? TokenGrant.OfCode(Read(code, OwnErrorId.InvalidAuthorizationCode, "the code of a sign-in"), portal)
            : throw Failure.Own(
                OwnErrorId.AuthorizationCodeMissing,
                canAsk ? "No code was given." : "No code was given, and this host cannot ask for one.");
    }

    private static Secret Read(SecureString given, string id, string what)
    {
        var text = SecureStringReader.Read(given);
        var secret = PastedText.Unwrap(text);
        var problem = PastedText.IsKeyPress(text, secret) ? PastedText.KeyPressProblem
            : secret.Length is 0 or > TokenPair.LongestToken || !SeenText.IsWord(secret)
                ? "it is blank, too long, or has a space or a character that is not seen inside"
            : null;
        return problem is null ? new Secret(secret) : throw Failure.Own(id, $"This is not {what}: {problem}.");
    }
}
