using System;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Where a sign-in is kept for the processes that share it. A refresh token counts once, so it is spent by the one that has the lock:
/// it locks, reads, refreshes if what it read is still the pair that was refused, writes, and uses the new pair.
/// </summary>
internal interface ITokenStore
{
    /// <summary>Whether nobody has stored anything yet, or begun to: seen without the lock, which would leave its trace.</summary>
    /// <exception cref="Bitrix24Exception">
    /// <see cref="OwnErrorId.InvalidTokenStore"/>: what is there is no token store, and nobody has used it as one;
    /// <see cref="OwnErrorId.TokenStoreUnavailable"/>: it cannot be read now. Nothing else is thrown.
    /// </exception>
    bool IsUntouched();

    /// <summary>Waits until no other process, and nobody else in this one, has the store. No thread is kept waiting.</summary>
    /// <param name="cancellation">Ends the wait at once.</param>
    /// <returns>The store, for this one alone until it is disposed of, or until the process ends, however that happens.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="Bitrix24Exception">
    /// <see cref="OwnErrorId.TokenStoreUnavailable"/>: the lock cannot be made here at all, or another process has had it for far longer
    /// than a refresh takes. Nothing else is thrown.
    /// </exception>
    Task<ITokenLease> LockAsync(CancellationToken cancellation);
}
