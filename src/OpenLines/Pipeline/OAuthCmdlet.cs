using System;
using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What Connect-Bitrix24 needs of somebody who signs in over OAuth, and the first tokens of that.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OAuthCmdlet : SignInCmdlet
{
    private protected const string SecureInput = "Expected_SecureString";

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    private protected OAuthCmdlet()
    {
    }

    /// <summary>
    /// The application of the sign-in, as a PSCredential: its client_id is the user name, its client_secret the password.
    /// </summary>
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [Parameter(ParameterSetName = OAuthSet)]
    [Parameter(ParameterSetName = TokenStoreSet)]
    [ValidateNotNull]
    [Unrepeated(typeof(PSCredential), "Expected_Credential")]
    public PSCredential? ClientCredential { get; set; }

    /// <summary>A refresh token of the application. It counts once: -OnTokenRefreshed tells the next ones.</summary>
    [Parameter(ParameterSetName = RefreshTokenSet, Mandatory = true)]
    [ValidateNotNull]
    [Unrepeated(typeof(SecureString), SecureInput)]
    public SecureString? RefreshToken { get; set; }

    /// <summary>
    /// The code that the portal gives whoever has signed in there, or the whole address that the browser shows then: good for 30 seconds,
    /// once. Where neither it nor another way to sign in is given, an interactive host asks for it without showing it.
    /// </summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet, Mandatory = true)]
    [ValidateNotNull]
    [Unrepeated(typeof(SecureString), SecureInput)]
    public SecureString? AuthorizationCode { get; set; }

    /// <summary>
    /// The token server, such as <c>https://oauth.bitrix24.tech</c>; without it the one that the portal or the last answer names, else
    /// <c>https://oauth.bitrix.info</c>.
    /// </summary>
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [Parameter(ParameterSetName = OAuthSet)]
    [Parameter(ParameterSetName = TokenStoreSet)]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_TokenServer")]
    [NotCompleted]
    public string? TokenServer { get; set; }

    /// <summary>
    /// A script that runs with each new pair of tokens, before its first use, and gets it as <c>$_</c>, a Bitrix24Token: for whoever keeps
    /// tokens in a secret store. If it fails there is a warning, and the run goes on.
    /// </summary>
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [Parameter(ParameterSetName = OAuthSet)]
    [Parameter(ParameterSetName = TokenStoreSet)]
    [ValidateNotNull]
    [Unrepeated(typeof(ScriptBlock), "Expected_Script")]
    public ScriptBlock? OnTokenRefreshed { get; set; }

    /// <summary>Whether the parameters are those of a sign-in over OAuth.</summary>
    private protected bool IsOAuth => ParameterSetName is RefreshTokenSet or AuthorizationCodeSet or OAuthSet or TokenStoreSet;

    /// <summary>Whether nobody can sign in so without the portal's address: a store has it.</summary>
    private protected bool IsPortalNeeded => IsOAuth && (ParameterSetName != TokenStoreSet || IsBrowserAsked);

    /// <summary>Signs in and gives a client of the portal.</summary>
    /// <param name="portal">The portal's address, as it was given; empty where it is to be that of the store.</param>
    /// <param name="policy">How often and how long the client tries.</param>
    /// <returns>Null where the pipeline was stopped.</returns>
    private protected Bitrix24Client? OpenOAuth(string portal, RetryPolicy policy)
    {
        try
        {
            return Open(portal.Length == 0 ? null : OAuthInput.ReadPortal(portal), policy);
        }
        catch (Bitrix24Exception error)
        {
            throw End(error);
        }
    }

    private Bitrix24Client? Open(Uri? portal, RetryPolicy policy)
    {
        var application = OAuthInput.ReadApplication(ClientCredential!);
        var script = OnTokenRefreshed is null ? null : new TokenScript(OnTokenRefreshed);
        var network = ReadNetwork();
        var file = FindStore();
        var source = new TokenSource
        {
            CreateHandler = network.Open,
            Secrets = network.Secrets,
            Server = OAuthInput.ReadTokenServer(TokenServer),
            Store = file,
            News = script is null ? null : new(TimeProvider.System, () => script.IsHere, script.Run),
        };

        // A store that is of no use is told before anybody signs in for it.
        var stored = file is null ? null : ReadStore(file, application, portal);
        if (StopToken.IsCancellationRequested)
        {
            return null;
        }

        if ((portal ?? stored?.Portal) is { } address && network.FindFault(address) is { } fault)
        {
            throw fault;
        }

        if (stored is not null && RefreshToken is null && AuthorizationCode is null && !IsBrowserAsked)
        {
            return Bitrix24Client.ForPortal(new OAuthCredentials(stored, application), policy, network, source);
        }

        return portal is null ? throw NothingStored(file!)
            : SignIn(portal, application, source, policy) is not { } signedIn ? null
            : Tell(Bitrix24Client.ForPortal(signedIn.Credentials, policy, network, signedIn.Source), signedIn.Credentials.Pair, script);
    }

    private (OAuthCredentials Credentials, TokenSource Source)? SignIn(
        Uri portal, OAuthApplication application, TokenSource source, RetryPolicy policy)
    {
        var where = RefreshToken is not null ? "refresh token comes from -RefreshToken"
            : AuthorizationCode is not null ? "code comes from -AuthorizationCode"
            : IsBrowserAsked ? "browser is asked for the code"
            : "host is asked for the code";
        WriteVerbose($"The {where}.");
        Uri? told = null;
        var grant = RefreshToken is not null ? OAuthInput.ReadRefreshToken(RefreshToken, portal)
            : IsBrowserAsked ? AskBrowser(portal, application, out told)
            : OAuthInput.ReadCode(AuthorizationCode, Host, portal, application.Id, out told);
        if (grant is null)
        {
            return null;
        }

        WriteVerbose($"The token server {source.HostFor(told).Authority} is asked for tokens.");
        var signIn = new TokenSignIn(portal, application, grant, source, TimeProvider.System);
        if (Run(signIn, told, policy) is not { } pair)
        {
            return null;
        }

        return (new(pair, application, grant.Value), signIn.StoreFault is null ? source : source.WithoutStore());
    }

    private Bitrix24Client Tell(Bitrix24Client client, TokenPair pair, TokenScript? script)
    {
        try
        {
            script?.Run(pair);
        }
#pragma warning disable CA1031 // It is the user's own code, and the tokens are good whatever becomes of it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            TokenScript.Warn(this, fault, client.Redaction);
        }

        return client;
    }

    /// <summary>Waits for the first pair. Where the pipeline is stopped that goes on for itself: what was brought counts once.</summary>
    private TokenPair? Run(TokenSignIn signIn, Uri? told, RetryPolicy policy)
    {
        var work = signIn.RunAsync(told, policy.TokenTimeout, StopToken);
        while (!work.Wait(LookInterval))
        {
            if (StopToken.IsCancellationRequested)
            {
                return null;
            }
        }

        var answer = work.Result;
        if (signIn.StoreFault is { } fault)
        {
            WriteWarning(ModuleText.Of("Tokens_NotStored", fault.Text, fault.Row.AdviceText));
        }

        return StopToken.IsCancellationRequested ? null : answer.Pair ?? throw answer.Error!;
    }
}
