using System;

namespace Bitrix24.Rest;

/// <summary>How a request to the token server ended: with tokens, or with the reason why there are none.</summary>
internal sealed class TokenAnswer
{
    /// <summary>The new tokens, with what the server says of them; null where there is an <see cref="Error"/>.</summary>
    public TokenPair? Pair { get; init; }

    /// <summary>
    /// Why there are none. Of the kind <see cref="FailureKind.Connection"/> it is final; else it passes, and where it is
    /// <see cref="FailureKind.Ambiguous"/> what was given may be used up all the same.
    /// </summary>
    public Bitrix24Exception? Error { get; init; }

    /// <summary>How long the server asks to wait; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
