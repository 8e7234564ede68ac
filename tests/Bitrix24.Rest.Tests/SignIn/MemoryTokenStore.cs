using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A token store without a disk, that fails as it is told to.</summary>
internal sealed class MemoryTokenStore : ITokenStore, ITokenLease
{
    /// <summary>What was done, in its order.</summary>
    public List<string> Done { get; } = [];

    public TokenPair? Pair { get; set; }

    /// <summary>What befalls a read; it comes after the lock.</summary>
    public Action<MemoryTokenStore>? Reading { get; set; }

    public Bitrix24Exception? LockFault { get; set; }

    public Bitrix24Exception? ReadFault { get; set; }

    public Bitrix24Exception? WriteFault { get; set; }

    public bool IsUntouched() => Done.Count == 0 && Pair is null;

    public Task<ITokenLease> LockAsync(CancellationToken cancellation)
    {
        Done.Add("lock");
        return LockFault is null ? Task.FromResult<ITokenLease>(this) : Task.FromException<ITokenLease>(LockFault);
    }

    public Task<TokenPair?> ReadAsync()
    {
        Done.Add("read");
        Reading?.Invoke(this);
        return ReadFault is null ? Task.FromResult(Pair) : Task.FromException<TokenPair?>(ReadFault);
    }

    public Task WriteAsync(TokenPair pair)
    {
        Done.Add("write");
        if (WriteFault is not null)
        {
            return Task.FromException(WriteFault);
        }

        Pair = pair;
        return Task.CompletedTask;
    }

    public void Dispose() => Done.Add("unlock");
}
