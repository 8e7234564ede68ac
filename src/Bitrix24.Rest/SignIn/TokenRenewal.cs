using System;

namespace Bitrix24.Rest;

/// <summary>How the attempt ended to have the next pair of tokens.</summary>
internal readonly record struct TokenRenewal
{
    /// <summary>The pair that is in use now; null where there is an <see cref="Error"/>.</summary>
    public TokenPair? Pair { get; init; }

    /// <summary>Whether the token server has just given it; else another process has left it in the store.</summary>
    public bool IsNew { get; init; }

    /// <summary>Why there is none. Of the kind <see cref="FailureKind.Connection"/> it is final, else it passes.</summary>
    public Bitrix24Exception? Error { get; init; }

    /// <summary>How long the server asks to wait; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static TokenRenewal Failed(Bitrix24Exception error, TimeSpan? retryAfter = null) =>
        new() { Error = error, RetryAfter = retryAfter };
}
