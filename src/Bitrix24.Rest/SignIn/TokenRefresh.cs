using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Has the next pair of tokens when the portal has refused the access token: never on a timer, and one at a time. Of the processes that
/// share a store one asks the token server, under its lock; the others find there what it got. A new pair is stored and told of before it
/// is used.
/// </summary>
internal sealed class TokenRefresh : IDisposable
{
    private readonly OAuthCredentials _credentials;
    private readonly TokenSource _source;
    private readonly TokenExchange _server;
    private readonly Redaction _redaction;
    private readonly Notices _notices;
    private readonly TimeSpan _timeout;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private readonly List<TokenPair> _spent = [];
    private bool _isStoreLost;
    private bool _mayBeSpent;
    private int _count;
    private int _isDisposed;

    /// <param name="credentials">Whose access token it is.</param>
    /// <param name="source">Where tokens come from.</param>
    /// <param name="redaction">What every new token joins before it is used.</param>
    /// <param name="notices">Lines for whoever watches.</param>
    /// <param name="time">The clock.</param>
    /// <param name="timeout">How long the token server may take to answer.</param>
    public TokenRefresh(
        OAuthCredentials credentials, TokenSource source, Redaction redaction, Notices notices, TimeProvider time, TimeSpan timeout)
    {
        (_credentials, _source, _redaction, _notices, _timeout) = (credentials, source, redaction, notices, timeout);
        _server = new TokenExchange(source.CreateHandler, redaction, time);
        _stopped = _stop.Token;
    }

    /// <summary>The tokens of now.</summary>
    public TokenPair Pair => _credentials.Pair;

    /// <summary>How many times the token server gave a new pair.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Tells the user's own code of a new pair, where there is one and this is the thread for it.</summary>
    /// <returns>What the code threw; null where it threw nothing.</returns>
    public Exception? Tell() => _source.News?.Tell();

    /// <summary>Has the next pair and puts it into use.</summary>
    /// <param name="refused">The pair whose access token was refused.</param>
    public async Task<TokenRenewal> RunAsync(TokenPair refused)
    {
        if (_source.Store is not { } store)
        {
            return await AskAsync(refused, lease: null).ConfigureAwait(false);
        }

        try
        {
            using var lease = await store.LockAsync(_stopped).ConfigureAwait(false);
            return await FindAsync(lease, refused).ConfigureAwait(false) is { } found
                ? Use(found)
                : await AskAsync(refused, lease).ConfigureAwait(false);
        }
        catch (Bitrix24Exception error)
        {
            // Without the lock another process might spend the same refresh token.
            return TokenRenewal.Failed(error.As(FailureKind.NotExecuted));
        }
        catch (OperationCanceledException)
        {
            return TokenRenewal.Failed(
                Failure.Own(OwnErrorId.TokenStoreUnavailable, RestText.Of("Connection_Ended")).As(FailureKind.NotExecuted));
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    /// <summary>
    /// The pair that another process has left in the store since; null where there is none. One that was spent here is older than ours,
    /// which could not be stored.
    /// </summary>
    private async Task<TokenPair?> FindAsync(ITokenLease lease, TokenPair refused)
    {
        try
        {
            var stored = await lease.ReadAsync().ConfigureAwait(false);
            return stored is not null
                && !_spent.Exists(pair => pair.RefreshToken.Is(stored.RefreshToken))
                && stored.ClientId == _credentials.Application.Id
                && (stored.MemberId == refused.MemberId || stored.MemberId.Length == 0 || refused.MemberId.Length == 0)
                && !stored.RefreshToken.Is(refused.RefreshToken)
                    ? stored
                    : null;
        }
        catch (Bitrix24Exception error)
        {
            WarnOfStore(error);
            return null;
        }
    }

    private async Task<TokenRenewal> AskAsync(TokenPair refused, ITokenLease? lease)
    {
        // Whoever ends the connection meanwhile does not end this: the token is spent, and the next one must not be lost.
        var (server, grant) = (_source.HostFor(refused.TokenServer), TokenGrant.OfRefresh(refused));
        var answer = await _server.AskAsync(server, _credentials.Application, grant, _timeout).ConfigureAwait(false);
        if (answer.Error is { } error)
        {
            if (TokenErrorTable.IsGrantRefused(error))
            {
                return lease is not null && await FindAsync(lease, refused).ConfigureAwait(false) is { } found ? Use(found)
                    : TokenRenewal.Failed(_mayBeSpent
                        ? error.With(RestText.Of("SignIn_MayBeSpent"))
                        : error);
            }

            _mayBeSpent |= error.Row.Kind == FailureKind.Ambiguous;
            return TokenRenewal.Failed(error, answer.RetryAfter);
        }

        _mayBeSpent = false;
        var pair = answer.Pair!.At(PortalOf(answer.Pair!, refused));
        Interlocked.Increment(ref _count);
        _spent.Add(refused);
        await StoreAsync(lease, pair).ConfigureAwait(false);
        if (_source.News is { } news)
        {
            await news.TellAsync(pair).ConfigureAwait(false);
        }

        return Use(pair) with { IsNew = true };
    }

    private TokenRenewal Use(TokenPair pair)
    {
        _redaction.AddPassing(pair.AccessToken);
        _redaction.AddPassing(pair.RefreshToken);
        _credentials.Take(pair);
        return new() { Pair = pair };
    }

    /// <summary>The token server names the portal's address: a renamed one is followed where a redirect would be.</summary>
    private Uri PortalOf(TokenPair next, TokenPair refused)
    {
        var portal = _credentials.Portal;
        if (next.MemberId != refused.MemberId || PortalMove.Find(portal, next.Portal) is not { } moved)
        {
            return portal;
        }

        _credentials.MoveTo(moved);
        _notices.Warn(RestText.Of("Portal_Moved", portal.Host, moved.Host));
        return moved;
    }

    private async Task StoreAsync(ITokenLease? lease, TokenPair pair)
    {
        try
        {
            await (lease?.WriteAsync(pair) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Bitrix24Exception error)
        {
            WarnOfStore(error);
        }
    }

    /// <summary>Once: the run goes on with what is in memory.</summary>
    private void WarnOfStore(Bitrix24Exception error)
    {
        if (!_isStoreLost)
        {
            _isStoreLost = true;
            _notices.Warn(RestText.Of("TokenStore_OutOfDate", error.Text, error.Row.AdviceText));
        }
    }
}
