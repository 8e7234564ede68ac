using System;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>The sign-in that a store has kept since an earlier run.</summary>
internal static class StoredSignIn
{
    /// <summary>Reads it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="application">The application that the user named.</param>
    /// <param name="portal">The portal that the user named; null where he named none.</param>
    /// <param name="cancellation">Ends the wait for the store's lock.</param>
    /// <returns>Neither a pair nor an error where nothing is stored yet.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static async Task<TokenAnswer> ReadAsync(
        ITokenStore store, OAuthApplication application, Uri? portal, CancellationToken cancellation)
    {
        try
        {
            if (store.IsUntouched())
            {
                return new();
            }

            using var lease = await store.LockAsync(cancellation).ConfigureAwait(false);
            var pair = await lease.ReadAsync().ConfigureAwait(false);
            return pair is null ? new()
                : FindFault(pair, application, portal) is { } fault ? new() { Error = fault }
                : new() { Pair = portal is null ? pair : pair.At(portal) };
        }
        catch (Bitrix24Exception error)
        {
            return new() { Error = error };
        }
    }

    /// <summary>Why a store is that of somebody else, which is neither used nor written over; null where it is not.</summary>
    public static Bitrix24Exception? FindFault(TokenPair stored, OAuthApplication application, Uri? portal) =>
        stored.ClientId != application.Id
            ? Failure.Own(OwnErrorId.InvalidTokenStore, RestText.Of("TokenStore_OtherApplication"))
        : portal is not null && stored.Portal != portal && PortalMove.Find(stored.Portal, portal) is null
            ? Failure.Own(OwnErrorId.InvalidTokenStore, RestText.Of("TokenStore_OtherPortal", stored.Portal.Authority))
        : null;
}
