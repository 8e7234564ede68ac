namespace Bitrix24.Rest;

/// <summary>The one place that decides whether a call goes again.</summary>
internal static class RetryRule
{
    /// <param name="safety">The safety class of the method.</param>
    /// <param name="kind">What the failure says about the call.</param>
    /// <param name="losses">How many times the call has been lost, this time included.</param>
    /// <param name="mostLosses">After how many it may go again.</param>
    public static RetryVerdict Decide(SafetyClass safety, FailureKind kind, int losses, int mostLosses) => (kind, safety) switch
    {
        (FailureKind.Final or FailureKind.Connection, _) => RetryVerdict.Fail,
        (FailureKind.RateLimit or FailureKind.OperatingLimit, _) => RetryVerdict.Again,
        (FailureKind.NotExecuted, _) => losses <= mostLosses ? RetryVerdict.AgainLater : RetryVerdict.Fail,
        (FailureKind.Ambiguous, SafetyClass.OneShot) => RetryVerdict.OutcomeUnknown,
        (FailureKind.Ambiguous, _) => losses <= mostLosses ? RetryVerdict.AgainLater : RetryVerdict.Fail,
        _ => RetryVerdict.Fail,
    };
}
