using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// What the answers teach of the portal: its request rate, how many requests at once it bears, how long its methods take, and how much
/// operating time they have left. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class PortalMeasures(SharedPace pace, RetryPolicy policy, Notices notices, int seed)
{
    private readonly RateNotice _rateNotice = new(pace, notices);

    public DurationEstimates Durations { get; } = new();

    public OperatingBudget Operating { get; } = new();

    public ConcurrencyLimit Concurrency { get; } = new();

    /// <summary>Whether the access token is over.</summary>
    public SigningIn SignIn { get; } = new(policy, notices, seed);

    /// <summary>How many requests and calls the portal has refused for a limit.</summary>
    public long Refusals { get; private set; }

    /// <summary>A request has come back.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">What came of it.</param>
    /// <param name="underWay">How many requests were under way, this one included.</param>
    /// <param name="now">The time.</param>
    public void Learn(BatchRequest request, BatchResponse response, int underWay, DateTimeOffset now)
    {
        SignIn.Learn(request, response, now);
        var kind = response.Error?.Row.Kind;
        var isLost = kind is FailureKind.Ambiguous or FailureKind.NotExecuted;
        var fate = kind == FailureKind.RateLimit ? RequestFate.Refused : isLost ? RequestFate.Lost : RequestFate.Answered;
        pace.Report(request.Lease!, fate, policy.Bound(response.RetryAfter));
        _rateNotice.Update();
        Refusals += fate == RequestFate.Refused ? 1 : 0;

        // A request that was cancelled says nothing of how much the portal bears.
        if (isLost && request.Awaited > 0)
        {
            Concurrency.OnLoss(underWay, response.Error!.IsOwn(OwnErrorId.RequestTimeout));
        }
        else if (request.Awaited > 0 && fate == RequestFate.Answered)
        {
            Concurrency.OnAnswer(now - request.SentAt, request.ExpectedWork, request.IsBatch, now);
        }

        foreach (var outcome in response.Outcomes)
        {
            if (outcome.Duration is { } duration)
            {
                Durations.Add(outcome.Call.Method.Name, duration);
                Operating.Report(outcome.Call.Method.Name, duration, outcome.Time, now);
            }
        }

        if (request.IsBatch)
        {
            Operating.Report(OperatingBudget.Batch, TimeSpan.Zero, response.Time, now);
        }
    }

    /// <summary>Holds methods back that were refused for their operating time.</summary>
    /// <returns>Those that have been refused for so long that they are not tried any more for now, each with its refusal.</returns>
    public Dictionary<string, Bitrix24Exception> HoldBack(BatchResponse response, GiveUpRule giveUp, DateTimeOffset now)
    {
        var givenUp = new Dictionary<string, Bitrix24Exception>(StringComparer.OrdinalIgnoreCase);
        foreach (var outcome in response.Outcomes)
        {
            var method = outcome.Call.Method.Name;
            if (outcome.Error is { Row.Kind: FailureKind.OperatingLimit } refusal)
            {
                var until = HoldBack(method, response.RetryAfter, now);
                if (giveUp.Refuse(method, refusal, until, now))
                {
                    givenUp[method] = refusal;
                }
            }
            else if (outcome.Error is null or { Row.Kind: FailureKind.Final })
            {
                giveUp.Answer(method);
            }
        }

        return givenUp;
    }

    /// <summary>A call was refused for the operating time of its method: the method is held back.</summary>
    /// <param name="method">The method.</param>
    /// <param name="retryAfter">How long the server asks to wait; null where it does not.</param>
    /// <param name="now">The time.</param>
    /// <returns>Until when.</returns>
    private DateTimeOffset HoldBack(string method, TimeSpan? retryAfter, DateTimeOffset now)
    {
        Refusals++;
        if (Operating.BlockedUntil(method, TimeSpan.Zero, now) is { } already)
        {
            return already;
        }

        var until = Operating.Block(method, policy.Bound(retryAfter), now);
        notices.Add($"{method} has used up its operating time: it waits until {until.ToLocalTime():HH:mm:ss}.");
        return until;
    }
}
