using System;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// The one place that decides what follows from an outcome: the call has ended, or it goes again. Three plain things: what is retriable
/// (<see cref="IsRetriable"/>), whether a call goes again (<see cref="Judge"/>), and when (<see cref="WhenLost"/>).
/// </summary>
internal sealed class OutcomeRule(RetryPolicy policy, int seed)
{
    private const int MostTokens = 8;

    private readonly RetryDelay _delay = new(policy.RetryInterval, seed);

    /// <summary>What is retriable: a call that certainly did not run, for a reason that passes, or one that may run twice.</summary>
    public static bool IsRetriable(SafetyClass safety, FailureKind kind) => kind switch
    {
        FailureKind.RateLimit or FailureKind.OperatingLimit or FailureKind.SignIn or FailureKind.NotExecuted => true,
        FailureKind.Ambiguous => safety is SafetyClass.Read or SafetyClass.Converging,
        _ => false,
    };

    /// <summary>Why a call of a run that has stopped goes no more. One whose request was lost before may have run all the same.</summary>
    public static Bitrix24Exception NotRun(Call call)
    {
        LocalizableText why = call.IsLeft ? RestText.Of("Call_PipelineEnded") : RestText.Of("Call_EarlierFailed");
        return call.Setbacks.MayHaveRun
            ? Advise(call, Failure.Own(
                OwnErrorId.OutcomeUnknown, RestText.Of("Call_LostAndLeft", why), call.Method.Name))
            : Failure.Own(OwnErrorId.NotRun, RestText.Of("Call_NotSent", why), call.Method.Name);
    }

    /// <summary>What a call ends with that would go again, and whose pipeline is gone.</summary>
    /// <param name="call">The call.</param>
    /// <param name="verdict">How and why it would go again. What only a batch is refused was not done, and is no error of its own.</param>
    public static Bitrix24Exception LastOf(Call call, CallVerdict verdict) => verdict switch
    {
        { Next: NextStep.AgainAlone } => NotRun(call),
        { Error: { } error } when call.Method.Safety != SafetyClass.Read
            && (call.Setbacks.MayHaveRun || error.Row.Kind == FailureKind.Ambiguous) => Advise(call, Unknown(call, error)),
        _ => verdict.Error!,
    };

    /// <summary>Whether a call goes again.</summary>
    /// <param name="call">The call.</param>
    /// <param name="error">Why it has no result; null where it has one.</param>
    /// <param name="isGivenUp">Whether its method has been refused for so long that it is not tried any more for now.</param>
    /// <param name="before">What follows for the call before it in a halting batch that stopped there.</param>
    /// <param name="now">The time.</param>
    public CallVerdict Judge(Call call, Bitrix24Exception? error, bool isGivenUp, CallVerdict before, DateTimeOffset now)
    {
        if (error is null || call.TryAcceptRepetition(error))
        {
            return new(NextStep.End, null);
        }

        if (error.IsOwn(OwnErrorId.NotRun))
        {
            // Behind a call that goes again it goes again too: it certainly did not run, and may not run before that one.
            return before.Next == NextStep.AgainAlone ? new(NextStep.AgainAlone, error)
                : before.Next != NextStep.End && IsStillTried(call, isGivenUp, now) ? new(NextStep.Again, error)
                : new(NextStep.End, call.Setbacks.MayHaveRun ? NotRun(call) : error);
        }

        var kind = error.Row.Kind;
        if (!IsRetriable(call.Method.Safety, kind))
        {
            return new(NextStep.End, kind == FailureKind.Ambiguous ? Unknown(call, error) : error);
        }

        if (error.IsUnreached && policy.OutageTimeout > TimeSpan.Zero && !call.IsCheck)
        {
            // That is the portal's outage, and no try of the call.
            var waited = now - (call.Setbacks.UnreachedSince ?? now);
            return new(waited <= policy.LongestOutage + policy.LongestRefusal ? NextStep.Again : NextStep.End, error);
        }

        if (kind == FailureKind.SignIn)
        {
            // No try of the call. But what is refused with one good token after the other is not refused for the token.
            return call.Setbacks.Tokens < MostTokens ? new(NextStep.Again, error) : new(NextStep.End, error.As(FailureKind.Final));
        }

        return kind is FailureKind.RateLimit or FailureKind.OperatingLimit
            ? new(IsStillTried(call, isGivenUp, now) ? NextStep.Again : NextStep.End, error)
            : call.Setbacks.Losses < policy.MaximumRetryCount ? new(NextStep.AgainLater, error)
            : new(NextStep.End, IsBroken(error) && call.Method.Safety == SafetyClass.Converging ? Advise(call, error) : error);
    }

    /// <summary>
    /// When the lost calls of a request go again: one moment for all of them, else each would go in a request of its own.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="error">Why the whole of it has no results; null where it has some.</param>
    /// <param name="retryAfter">How long the server asks to wait.</param>
    /// <param name="now">The time.</param>
    public LossTimes WhenLost(BatchRequest request, Bitrix24Exception? error, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var retryAt = now + (policy.Bound(retryAfter) ?? _delay.After(request.Calls.Max(static call => call.Setbacks.Losses) + 1));
        if (error?.Row.Kind != FailureKind.Ambiguous || !request.Calls.Exists(static call => call.Chat != 0))
        {
            return new(retryAt, now);
        }

        // It may still be at work in its chats: until that is over, and until it goes again, nothing else may change them.
        var isSlow = error.IsOwn(OwnErrorId.RequestTimeout) && request.Awaited > 0;
        var over = request.SentAt + (isSlow ? RetryPolicy.CloudCut : RetryPolicy.LongestWorkOf(request.ExpectedWork));
        var free = over > retryAt ? over : retryAt;
        return new(free, free);
    }

    private static Bitrix24Exception Advise(Call call, Bitrix24Exception unknown) => call.Method.Safety == SafetyClass.OneShot
        ? unknown
        : unknown.Advising(RestText.Of("Call_MayRepeatAdvice"));

    /// <summary>What else may be left open says itself what it can mean.</summary>
    private static bool IsBroken(Bitrix24Exception error) =>
        error.Row.Kind == FailureKind.Ambiguous && error.IsOwn(OwnErrorId.ConnectionFailed);

    private static Bitrix24Exception Unknown(Call call, Bitrix24Exception error) =>
        Failure.Own(
            OwnErrorId.OutcomeUnknown, RestText.Of("Call_Unknown", error.Text), call.Method.Name, error.HttpStatus);

    private bool IsStillTried(Call call, bool isGivenUp, DateTimeOffset now) =>
        !isGivenUp && now - (call.Setbacks.RefusedSince ?? now) <= policy.LongestRefusal;
}

/// <summary>What follows for a call from what came of it.</summary>
/// <param name="Next">Whether it has ended.</param>
/// <param name="Error">Where it has ended, its last word; else why it goes again. Null where it has a result.</param>
internal readonly record struct CallVerdict(NextStep Next, Bitrix24Exception? Error);

/// <summary>When what was lost with a request may happen again.</summary>
/// <param name="RetryAt">When its lost calls go again.</param>
/// <param name="ChatsRestUntil">Until when nothing else may change its chats.</param>
internal readonly record struct LossTimes(DateTimeOffset RetryAt, DateTimeOffset ChatsRestUntil);

internal enum NextStep
{
    /// <summary>The call has ended.</summary>
    End,

    /// <summary>It goes again as soon as the limits allow.</summary>
    Again,

    /// <summary>It was lost, and goes again after a growing delay.</summary>
    AgainLater,

    /// <summary>It was refused inside a batch and goes again at once, as a request of its own.</summary>
    AgainAlone,
}
