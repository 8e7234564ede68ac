using System;
using System.ComponentModel;
using System.Management.Automation;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Where Connect-Bitrix24 keeps a sign-in over OAuth, and how it has one in a browser.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SignInCmdlet : NetworkCmdlet
{
    private protected const string RefreshTokenSet = "RefreshToken";
    private protected const string AuthorizationCodeSet = "AuthorizationCode";
    private protected const string OAuthSet = "OAuth";
    private protected const string TokenStoreSet = "TokenStore";

    private protected SignInCmdlet()
    {
    }

    /// <summary>
    /// The file that keeps the sign-in for later runs and for other processes, which may use it at once: of each refresh token only one of
    /// them makes use. It is its user's alone. Alone it signs in with what was kept; beside another way it keeps the result of that.
    /// </summary>
    [Parameter(ParameterSetName = TokenStoreSet, Mandatory = true)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_FilePath")]
    public string? TokenStore { get; set; }

    /// <summary>
    /// Sign in on the portal's own page, in the browser. <see cref="RedirectUri"/> or <see cref="BrowserTimeoutSec"/> alone says the same.
    /// </summary>
    [Parameter(ParameterSetName = OAuthSet)]
    [Parameter(ParameterSetName = TokenStoreSet)]
    public SwitchParameter Browser { get; set; }

    /// <summary>
    /// Where the portal sends the browser back to: the address in the application's settings, which is one of this machine, such as
    /// <c>http://localhost:8724/</c>.
    /// </summary>
    [Parameter(ParameterSetName = OAuthSet)]
    [Parameter(ParameterSetName = TokenStoreSet)]
    [ValidateNotNullOrEmpty]
    [Unrepeated(typeof(string), "Expected_RedirectUri")]
    [NotCompleted]
    public string RedirectUri { get; set; } = ReturnAddress.Usual;

    /// <summary>The seconds that the browser is waited for, from 1 to 3600: on failure the portal sends nobody back.</summary>
    [Parameter(ParameterSetName = OAuthSet)]
    [Parameter(ParameterSetName = TokenStoreSet)]
    [ValidateRange(1, 3600)]
    [Unrepeated(typeof(int), "Expected_SecondsTo3600")]
    public int BrowserTimeoutSec { get; set; } = 180;

    /// <summary>Whether a browser is to be opened.</summary>
    private protected bool IsBrowserAsked =>
        Browser || InputRule.IsGiven(this, nameof(RedirectUri)) || InputRule.IsGiven(this, nameof(BrowserTimeoutSec));

    /// <summary>
    /// Ends the cmdlet where something was not given that nobody can sign in without. To the engine it is not mandatory: that would ask for
    /// it, and end a process at that where nobody can answer.
    /// </summary>
    /// <param name="missing">The parameter; null where none is missing.</param>
    private protected void EndWithout(string? missing)
    {
        if (missing is not null)
        {
            throw End(InputRule.Missing(ModuleText.Of("SignIn_Missing", missing),
                ModuleText.Of("SignIn_MissingAdvice")));
        }
    }

    /// <summary>The store that was named; null where none was.</summary>
    private protected TokenFile? FindStore() => TokenStore is null ? null : TokenStorePath.Resolve(this, TokenStore);

    /// <summary>What the store has, which is what a later run begins with. Where others have it, it is waited for.</summary>
    /// <returns>Null where nothing is stored yet, or where the pipeline was stopped.</returns>
    private protected TokenPair? ReadStore(ITokenStore store, OAuthApplication application, Uri? portal)
    {
        try
        {
            WriteVerbose("The token store is read.");
            var work = StoredSignIn.ReadAsync(store, application, portal, StopToken);
            work.Wait(StopToken);
            return work.Result.Error is { } error ? throw error : work.Result.Pair;
        }
        catch (Exception stop) when (stop is OperationCanceledException || StopToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Signs in with a browser.</summary>
    /// <param name="portal">The portal's address.</param>
    /// <param name="application">The application.</param>
    /// <param name="told">The token server that the portal told of; null where it told of none.</param>
    /// <returns>Null where the pipeline was stopped.</returns>
    private protected TokenGrant? AskBrowser(Uri portal, OAuthApplication application, out Uri? told)
    {
        told = null;
        if (ReturnAddress.Read(RedirectUri, out var address) is { } problem)
        {
            throw Failure.Own(OwnErrorId.InvalidRedirectUri, ModuleText.Of("SignIn_NoReturn", problem));
        }

        try
        {
            var answer = BrowserSignIn.Run(
                this, portal, application.Id, address!, TimeSpan.FromSeconds(BrowserTimeoutSec), StopToken);
            told = TokenHost.Find(answer.ServerDomain);
            return TokenGrant.OfCode(answer.Code!, portal);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The failure of a sign-in for which nothing is stored.</summary>
    private protected static Bitrix24Exception NothingStored(TokenFile store) =>
        Failure.Own(OwnErrorId.InvalidTokenStore, ModuleText.Of("TokenStore_None", store.FullPath))
            .Advising(ModuleText.Of("TokenStore_NoneAdvice"));
}
