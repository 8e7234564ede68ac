using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Reads what somebody gives to sign in over OAuth. What is wrong with it is thrown, in words that do not repeat it.</summary>
internal static class OAuthInput
{
    private static readonly LocalizableText Code = ModuleText.Of("SignIn_Code");

    /// <summary>The portal's address.</summary>
    public static Uri ReadPortal(string given) =>
        PortalAddress.TryParse(given, out var portal, out var problem) ? portal!
        : throw Failure.Own(OwnErrorId.InvalidPortal, ModuleText.Of("Portal_Not", problem));

    /// <summary>The token server's address; null where none was given.</summary>
    public static Uri? ReadTokenServer(string? given) =>
        given is null ? null
        : PortalAddress.TryParse(given, out var server, out var problem) ? server
        : throw Failure.Own(OwnErrorId.InvalidTokenServer, ModuleText.Of("TokenServer_Not", problem));

    /// <summary>The application: user name and password are its id and its key.</summary>
    public static OAuthApplication ReadApplication(PSCredential given) =>
        OAuthApplication.TryParse(given.UserName, SecureStringReader.Read(given.Password), out var application, out var error)
            ? application!
            : throw error!;

    /// <summary>A refresh token.</summary>
    public static TokenGrant ReadRefreshToken(SecureString given, Uri portal) =>
        TokenGrant.OfRefresh(Read(given, OwnErrorId.InvalidRefreshToken, ModuleText.Of("SignIn_RefreshToken")), portal);

    /// <summary>The code of a sign-in, or the whole address with it; the host is asked for it where it was not given.</summary>
    /// <param name="given">What was given; null where nothing was.</param>
    /// <param name="host">The host.</param>
    /// <param name="portal">The portal's address.</param>
    /// <param name="clientId">The application's id: who is asked is told where to sign in for it.</param>
    /// <param name="told">The token server that the address tells of; null where it tells of none.</param>
    public static TokenGrant ReadCode(SecureString? given, PSHost host, Uri portal, string clientId, out Uri? told)
    {
        var canAsk = true;
        return (given ?? SecretPrompt.Ask(host, "AuthorizationCode", GuideTo(portal, clientId).ToString(), out canAsk)) is { } code
            ? TokenGrant.OfCode(TakeCode(SecureStringReader.Read(code), out told), portal)
            : throw Failure.Own(
                OwnErrorId.AuthorizationCodeMissing,
                canAsk ? ModuleText.Of("Code_NotGiven") : ModuleText.Of("Code_CannotAsk"));
    }

    // The address stands alone on its line: the console puts line breaks into longer ones.
    private static LocalizableText GuideTo(Uri portal, string clientId) =>
        ModuleText.Of("Code_Guide", AuthorizationRequest.PageOf(portal, clientId).AbsoluteUri);

    /// <summary>The code out of what was pasted: mostly that is all that the browser shows.</summary>
    private static Secret TakeCode(string text, out Uri? told)
    {
        if (RedirectFields.OfAddress(PastedText.Unwrap(text)) is not { } fields)
        {
            told = null;
            return Read(text, OwnErrorId.InvalidAuthorizationCode, Code);
        }

        told = TokenHost.Find(fields["server_domain"]);
        return fields["code"] is { Length: > 0 } code ? Read(code, OwnErrorId.InvalidAuthorizationCode, Code)
            : throw Failure.Own(
                OwnErrorId.InvalidAuthorizationCode,
                fields["error"].Length > 0
                    ? ModuleText.Of("Code_Refused")
                    : ModuleText.Of("Code_NotInAddress"));
    }

    private static Secret Read(SecureString given, string id, LocalizableText what) => Read(SecureStringReader.Read(given), id, what);

    private static Secret Read(string text, string id, LocalizableText what)
    {
        var secret = PastedText.Unwrap(text);
        var problem = PastedText.IsKeyPress(text, secret) ? PastedText.KeyPressProblem
            : secret.Length is 0 or > TokenPair.LongestToken || !SeenText.IsWord(secret)
                ? ModuleText.Of("Secret_Blank")
            : null;
        return problem is null ? new Secret(secret) : throw Failure.Own(id, ModuleText.Of("Secret_Not", what, problem));
    }
}
