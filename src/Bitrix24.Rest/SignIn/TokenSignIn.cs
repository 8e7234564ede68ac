using System;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Has the first pair of tokens of a connection, for a refresh token or a code that the user brought, and stores it before its first use.
/// </summary>
/// <param name="portal">The portal that the user named.</param>
/// <param name="application">The application.</param>
/// <param name="grant">What the user brought.</param>
/// <param name="source">Where tokens come from.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenSignIn(Uri portal, OAuthApplication application, TokenGrant grant, TokenSource source, TimeProvider time)
{
    /// <summary>Takes the secrets out of the texts of this sign-in.</summary>
    public Redaction Redaction { get; } = new([application.Key, grant.Value, .. source.Secrets]);

    /// <summary>Why the tokens could not be stored, where that is so: the sign-in itself is good.</summary>
    public Bitrix24Exception? StoreFault { get; private set; }

    /// <summary>Asks for the pair. Once the request has left it is not given up: what was brought counts once.</summary>
    /// <param name="told">The token server that the portal told of; null where it told of none.</param>
    /// <param name="timeout">How long an answer may take.</param>
    /// <param name="cancellation">Ends the wait for the store's lock.</param>
    public async Task<TokenAnswer> RunAsync(Uri? told, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            using var lease = source.Store is { } store ? await store.LockAsync(cancellation).ConfigureAwait(false) : null;
            if (lease is not null && await lease.ReadAsync().ConfigureAwait(false) is { } stored
                && StoredSignIn.FindFault(stored, application, portal) is { } fault)
            {
                return new() { Error = fault };
            }

            var answer = await AskAsync(told, timeout).ConfigureAwait(false);
            if (answer.Pair is not { } pair)
            {
                return answer;
            }

            if (PortalMove.Find(portal, pair.Portal) is not null)
            {
                return new() { Error = OfOther(pair.Portal) };
            }

            pair = pair.At(portal);
            await WriteAsync(lease, pair).ConfigureAwait(false);
            return new() { Pair = pair };
        }
        catch (Bitrix24Exception error)
        {
            return new() { Error = error };
        }
        catch (OperationCanceledException)
        {
            return new() { Error = Failure.Own(OwnErrorId.TokenStoreUnavailable, RestText.Of("SignIn_Stopped")) };
        }
    }

    private async Task<TokenAnswer> AskAsync(Uri? told, TimeSpan timeout)
    {
        var server = new TokenExchange(source.CreateHandler, Redaction, time);
        var host = source.HostFor(told);
        var answer = await server.AskAsync(host, application, grant, timeout).ConfigureAwait(false);

        // Somebody waits for this answer: one more try, where nothing can have been spent.
        return answer.Error is { Row.Kind: FailureKind.NotExecuted }
            ? await server.AskAsync(host, application, grant, timeout).ConfigureAwait(false)
            : answer;
    }

    private Bitrix24Exception OfOther(Uri other) =>
        Failure.Own(OwnErrorId.InvalidPortal, RestText.Of("SignIn_OtherPortal", other.Authority, portal.Authority))
            .Advising(RestText.Of("SignIn_OtherPortalAdvice"));

    private async Task WriteAsync(ITokenLease? lease, TokenPair pair)
    {
        try
        {
            await (lease?.WriteAsync(pair) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Bitrix24Exception error)
        {
            StoreFault = error;
        }
    }
}
