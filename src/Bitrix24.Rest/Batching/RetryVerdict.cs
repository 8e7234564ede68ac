namespace Bitrix24.Rest;

internal enum RetryVerdict
{
    /// <summary>The call ends with the error.</summary>
    Fail,

    /// <summary>It goes again as soon as the limit allows.</summary>
    Again,

    /// <summary>It goes again after a growing delay.</summary>
    AgainLater,

    /// <summary>It was refused inside a batch and goes again at once, as a request of its own.</summary>
    AgainAlone,

    /// <summary>It ends, and nobody knows how: it must not go again.</summary>
    OutcomeUnknown,
}
