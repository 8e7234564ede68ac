using System;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// A token store whose lock is held. Disposing of it releases the lock and throws nothing. Used by one thread at a time.
/// </summary>
internal interface ITokenLease : IDisposable
{
    /// <summary>What is stored now, read anew each time.</summary>
    /// <returns>Null where nothing has been stored yet.</returns>
    /// <exception cref="Bitrix24Exception">
    /// <see cref="OwnErrorId.InvalidTokenStore"/>: what is there is no token store, or damaged, or others may read it;
    /// <see cref="OwnErrorId.TokenStoreUnavailable"/>: it cannot be read now. Nothing else is thrown.
    /// </exception>
    Task<TokenPair?> ReadAsync();

    /// <summary>
    /// Puts a pair in the place of what is stored. When it returns the pair is on the disk; if the process is killed before, the old one
    /// is there, whole.
    /// </summary>
    /// <param name="pair">The new pair.</param>
    /// <exception cref="Bitrix24Exception">
    /// <see cref="OwnErrorId.InvalidTokenStore"/>: what is there is no token store, and is left as it is;
    /// <see cref="OwnErrorId.TokenStoreUnavailable"/>: it cannot be written. What was stored is there still. Nothing else is thrown.
    /// </exception>
    Task WriteAsync(TokenPair pair);
}
