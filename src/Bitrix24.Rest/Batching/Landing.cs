using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>An answer taken apart: what it says about each call of its request. It changes no state but the calls', in <see cref="Complete"/>.</summary>
internal sealed class Landing
{
    private readonly List<CallOutcome> _outcomes;
    private readonly List<CallOutcome> _ended = [];
    private readonly List<(string Method, TimeSpan Duration, CallTime Time)> _times = [];
    private readonly RetryPolicy _policy;
    private double? _previousFinish;

    public Landing(BatchRequest request, Answer answer, AnswerReader reader, TimeSpan elapsed, RetryPolicy policy)
    {
        _policy = policy;
        _outcomes = new List<CallOutcome>(request.Calls.Count);
        if (answer.Error is { } error)
        {
            foreach (var call in request.Calls)
            {
                AddError(call, error.For(call.Method.Name));
            }
        }
        else if (request.IsBatch)
        {
            ReadBatch(request, answer, reader, elapsed);
        }
        else
        {
            AddResult(request.Calls[0], answer.Result, answer.Time, elapsed, elapsed);
        }
    }

    public IReadOnlyList<CallOutcome> Outcomes => _outcomes;

    /// <summary>How long the portal took for the calls that it told of, and its own words on it.</summary>
    public IReadOnlyList<(string Method, TimeSpan Duration, CallTime Time)> Times => _times;

    /// <summary>The failure that ends the connection; null where none does.</summary>
    public Bitrix24Exception? ConnectionError { get; private set; }

    /// <summary>Whether a run that stops at its first failure stops here: a call failed, or was refused for so long that it ended.</summary>
    public bool StopsLane =>
        _outcomes.Any(static outcome => outcome is { Error: not null, Verdict: RetryVerdict.Fail or RetryVerdict.OutcomeUnknown })
        || _ended.Exists(static outcome => outcome.Error is not null);

    /// <summary>Calls that were refused only because they were part of a batch go again, and so do those of a run that were not reached because of them.</summary>
    /// <param name="isDoubtful">Whether an outcome is such a refusal.</param>
    /// <returns>The first of these refusals; null where there is none.</returns>
    public Bitrix24Exception? SendAgainAlone(Func<CallOutcome, bool> isDoubtful)
    {
        Bitrix24Exception? first = null;
        Bitrix24Exception? end = null;
        for (var index = 0; index < _outcomes.Count; index++)
        {
            var outcome = _outcomes[index];
            if (isDoubtful(outcome))
            {
                first ??= outcome.Error;
                _outcomes[index] = outcome with { Verdict = RetryVerdict.AgainAlone };
            }
            else if (first is not null && outcome.Error?.IsOwn(OwnErrorId.NotRun) == true)
            {
                _outcomes[index] = outcome with { Verdict = RetryVerdict.AgainAlone };
            }
            else if (outcome.Error?.Row.Kind == FailureKind.Connection)
            {
                end ??= outcome.Error;
            }
        }

        ConnectionError = end;
        return first;
    }

    /// <summary>This outcome is the call's last.</summary>
    public void End(CallOutcome outcome) => _ended.Add(outcome);

    /// <summary>Gives every call that has ended its outcome.</summary>
    public void Complete()
    {
        foreach (var outcome in _ended)
        {
            if (outcome.Error is null)
            {
                outcome.Call.TrySucceed();
            }
            else if (outcome.Verdict is RetryVerdict.OutcomeUnknown)
            {
                outcome.Call.TryFail(Failure.Own(OwnErrorId.OutcomeUnknown, $"It is not known whether it was done. {outcome.Error.Description}", outcome.Call.Method.Name, outcome.Error.HttpStatus));
            }
            else
            {
                outcome.Call.TryFail(outcome.Error);
            }
        }
    }

    private void ReadBatch(BatchRequest request, Answer answer, AnswerReader reader, TimeSpan elapsed)
    {
        var batch = new BatchResult(answer.Result, request.Calls.Count);
        RetryVerdict? halted = null;
        for (var index = 0; index < request.Calls.Count; index++)
        {
            var call = request.Calls[index];
            if (batch.TryGetError(index, out var error))
            {
                var verdict = AddError(call, ErrorOf(call, error, batch.IsContradictory(index), reader));
                halted = request.Lane is null ? null : verdict;
            }
            else if (batch.TryGetResult(index, out var result))
            {
                AddResult(call, result, batch.TimeOf(index), elapsed, TimeSpan.FromTicks(elapsed.Ticks / request.Calls.Count));
            }
            else if (halted is { } verdict)
            {
                // Behind a call that goes again they go again too: certainly not run, and not before it.
                _outcomes.Add(new(
                    call,
                    Failure.Own(OwnErrorId.NotRun, "Not run, because a call before it failed.", call.Method.Name),
                    verdict is RetryVerdict.Again or RetryVerdict.AgainLater ? RetryVerdict.Again : RetryVerdict.Fail));
            }
            else
            {
                AddError(call, Failure.Own(OwnErrorId.InvalidResponse, batch.IsBatch ? "The portal's answer to the batch leaves this call out." : "The portal's answer is not that of a batch.", call.Method.Name));
            }
        }
    }

    private static Bitrix24Exception ErrorOf(Call call, JsonElement error, bool isContradictory, AnswerReader reader) =>
        isContradictory ? Failure.Own(OwnErrorId.InvalidResponse, "The portal's answer to the batch has both a result and an error for this call.", call.Method.Name)
        : error.ValueKind == JsonValueKind.Object && error.TryGetProperty("error", out var code) ? OfItem(reader.ErrorOf(error, code, status: null, call.Method.Name))
        : Failure.Own(OwnErrorId.InvalidResponse, "The portal's batch gave an error that has no form.", call.Method.Name);

    /// <summary>The request itself was let in, so the rate is not what holds this call back: it goes again after a growing delay, and not for ever.</summary>
    private static Bitrix24Exception OfItem(Bitrix24Exception error) => error.Row.Kind == FailureKind.RateLimit
        ? new(error.Row with { Kind = FailureKind.NotExecuted }, error.Id, error.Code, error.Description, error.HttpStatus, error.Method)
        : error;

    private void AddResult(Call call, JsonElement result, CallTime time, TimeSpan elapsed, TimeSpan share)
    {
        // Whatever was answered, it was answered after the call: what must not run twice may have run.
        var error = call.Accept(result);
        _outcomes.Add(new(call, error, error is not null && call.Method.Safety == SafetyClass.OneShot ? RetryVerdict.OutcomeUnknown : RetryVerdict.Fail));
        if (time.Duration is { } told)
        {
            // Where the start lost its fraction, the command before this one tells when it really was; else nothing is longer than its share.
            var real = !time.IsStartCut ? told
                : _previousFinish is { } previous && time.Finish is { } finish && finish >= previous ? ExactTime.OfSeconds(finish - previous)
                : share;
            var shortest = real < told ? real : told;
            _times.Add((call.Method.Name, shortest < elapsed ? shortest : elapsed, time));
        }

        _previousFinish = time.Finish;
    }

    private RetryVerdict AddError(Call call, Bitrix24Exception error)
    {
        if (error.Row.Kind == FailureKind.Connection)
        {
            ConnectionError ??= error;
        }

        // A refused command took time too, and says nothing of it.
        _previousFinish = null;

        var verdict = RetryRule.Decide(call.Method.Safety, error.Row.Kind, call.Losses + 1, _policy.MaximumRetryCount);
        _outcomes.Add(new(call, error, verdict));
        return verdict;
    }
}
