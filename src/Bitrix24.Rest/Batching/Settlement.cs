using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Rest;

/// <summary>What follows for the calls of one request: who has ended, who goes again, and what that means for others.</summary>
internal sealed class Settlement
{
    private readonly BatchRequest _request;
    private readonly Bitrix24Exception? _error;
    private readonly List<(Call Call, CallVerdict Verdict)> _again = [];

    /// <param name="request">The request.</param>
    /// <param name="response">What came of it.</param>
    /// <param name="rule">Whether a call goes again.</param>
    /// <param name="batches">Whether a refusal in a batch is believed.</param>
    /// <param name="givenUp">The methods that are not tried any more for now.</param>
    /// <param name="now">The time.</param>
    public Settlement(
        BatchRequest request,
        BatchResponse response,
        OutcomeRule rule,
        BatchTrust batches,
        IReadOnlyDictionary<string, Bitrix24Exception> givenUp,
        DateTimeOffset now)
    {
        _request = request;
        _error = response.Error;
        Ended = new(request.Calls.Count);
        CallVerdict before = default;
        foreach (var outcome in response.Outcomes)
        {
            var (call, error) = (outcome.Call, outcome.Error);
            var verdict = batches.Doubts(request, response, outcome)
                ? new CallVerdict(NextStep.AgainAlone, error)
                : rule.Judge(call, error, givenUp.ContainsKey(call.Method.Name), before, now);
            before = error?.IsOwn(OwnErrorId.NotRun) == true ? before : verdict;
            Add(call, verdict);
        }
    }

    /// <summary>The calls that have ended.</summary>
    public List<EndedCall> Ended { get; }

    /// <summary>How many calls go again.</summary>
    public int Again => _again.Count;

    /// <summary>Whether a call has ended with an error: a run that stops at its first failure stops there.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether a call was lost and goes again.</summary>
    public bool HasLost { get; private set; }

    /// <summary>The failure that ends the connection; null where none does.</summary>
    public Bitrix24Exception? ConnectionError { get; private set; }

    /// <summary>Puts the calls that go again back among those that wait.</summary>
    /// <param name="schedule">Where they wait.</param>
    /// <param name="retryAt">When those that were lost go again.</param>
    /// <param name="now">The time.</param>
    public void Return(SendSchedule schedule, DateTimeOffset retryAt, DateTimeOffset now)
    {
        foreach (var (call, verdict) in _again)
        {
            var setbacks = call.Setbacks;
            call.Setbacks = verdict.Next switch
            {
                // It may have been too much at once; what never arrived was not.
                NextStep.AgainLater when verdict.Error!.Row.Kind == FailureKind.Ambiguous => setbacks with
                {
                    Losses = setbacks.Losses + 1,
                    MayHaveRun = true,
                    LargestBatch = Math.Max(1, _request.Calls.Count / 2),
                },
                NextStep.AgainLater => setbacks with { Losses = setbacks.Losses + 1 },
                NextStep.Again when verdict.Error!.Row.Kind == FailureKind.SignIn => setbacks with { Tokens = setbacks.Tokens + 1 },
                NextStep.Again when verdict.Error!.IsUnreached => setbacks with { UnreachedSince = setbacks.UnreachedSince ?? now },
                NextStep.Again => setbacks with { RefusedSince = setbacks.RefusedSince ?? now },
                _ => setbacks,
            };
            schedule.Return(call, verdict.Next == NextStep.AgainLater ? retryAt : null);
        }
    }

    /// <summary>Tells of the calls that go again.</summary>
    public void Tell(Notices notices)
    {
        if (_error?.Row.Kind == FailureKind.RateLimit)
        {
            notices.Add($"The portal refused a request for its rate. {Again} calls go again as soon as it allows.");
        }
        else if (_error?.Row.Kind == FailureKind.SignIn)
        {
            notices.Add($"The access token is over ({_error.Code}). {Again} calls go again with the next one.");
        }
        else if (_error is { Row.Kind: not (FailureKind.Final or FailureKind.Connection) } && Again > 0)
        {
            var why = _error.MessageText.Format(CultureInfo.InvariantCulture);
            notices.Add($"A request with {_request.Calls.Count} calls was lost ({why}). {Again} of them go again.");
        }
    }

    private void Add(Call call, CallVerdict verdict)
    {
        HasFailed |= verdict is { Next: NextStep.End, Error: not null };
        ConnectionError ??= verdict is { Next: NextStep.End, Error: { Row.Kind: FailureKind.Connection } end } ? end : null;
        if (call.State == CallState.Ended)
        {
            // Abandoned on the way.
            return;
        }

        HasLost |= verdict.Next == NextStep.AgainLater;
        if (verdict.Next == NextStep.End || call.IsLeft)
        {
            call.MarkEnded();
            Ended.Add(new(call, verdict.Next == NextStep.End ? verdict.Error : OutcomeRule.LastOf(call, verdict)));
        }
        else
        {
            _again.Add((call, verdict));
        }
    }
}
