using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>What holds at the end of every run, whatever befell it.</summary>
internal sealed class FaultLaws(FaultRun run)
{
    // Every id that a call may end with: our own, and those of the portal and of the faults.
    private static readonly HashSet<string> Promised =
    [
        OwnErrorId.ConnectionFailed, OwnErrorId.ConnectionLost, OwnErrorId.Disconnected, OwnErrorId.EmptyErrorCode,
        OwnErrorId.InvalidErrorCode, OwnErrorId.InvalidChatId, OwnErrorId.InvalidResponse, OwnErrorId.NotRun,
        OwnErrorId.OutcomeUnknown, OwnErrorId.PortalMoved, OwnErrorId.RequestTimeout, OwnErrorId.SignInRequired,
        "ACCESS_DENIED", "CHAT_ID", "INVALID_CREDENTIALS", "expired_token", "invalid_token", "insufficient_scope", "OVERLOAD_LIMIT",
        "PORTAL_DELETED", "QUERY_LIMIT_EXCEEDED", "OPERATION_TIME_LIMIT", "INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER",
        OwnErrorId.TokenServerUnavailable, "invalid_grant", "SOMETHING_NEW", "0", "42", "403",
    ];

    private readonly List<string> _broken = [];

    public IReadOnlyList<string> FindBroken()
    {
        EveryItemHasOneOutcome();
        NothingIsCountedTwiceOrNotAtAll();
        NoChatIsInTwoRequestsAtOnce();
        NothingIsDoneTwiceAtOnceForOneChat();
        NothingGoesToAnotherHost();
        foreach (var job in run.Jobs)
        {
            NothingIsSentAfterWithdrawal(job);
            NothingOfAHaltGroupIsSentAfterItsFailure(job);
            foreach (var item in job.Items)
            {
                WhatItSaysIsTrue(job, item);
                ItsErrorIsPromisedAndSafe(item);
                ItIsNotRefusedForWhatOnlyABatchMayNot(item);
                ItDoesNotFailForAPortalThatIsWaitedFor(job, item);
            }
        }

        foreach (var client in run.Clients)
        {
            while (client.Notices.TryTake(out var notice))
            {
                HasNoSecret(notice!.Text, "a notice");
            }
        }

        return _broken;
    }

    private void EveryItemHasOneOutcome()
    {
        foreach (var job in run.Jobs.Where(static job => job.WithdrawnAt is null))
        {
            var first = job.Items.Where(item => item.Stage == job.Items[0].Stage).ToList();
            if (first.Count != job.Count || job.Items.Exists(static item => !item.IsTaken))
            {
                _broken.Add($"{job.Count} items, {first.Count} calls, {job.Items.Count(static item => !item.IsTaken)} without an outcome");
            }
        }
    }

    private void NothingIsCountedTwiceOrNotAtAll()
    {
        var counters = run.Counters;
        var sent = run.Jobs.SelectMany(static job => job.Items).Where(static item => item.Number > 0).ToList();
        if (counters.Calls != sent.Count || counters.Calls != counters.Succeeded + counters.Failed + counters.NotSent + counters.Abandoned)
        {
            _broken.Add($"{sent.Count} calls are counted as {counters}");
        }

        var succeeded = sent.Count(static item => item is { IsTaken: true, Call.Error: null });
        if (counters.Succeeded != succeeded || counters.Abandoned > 0)
        {
            _broken.Add($"{succeeded} calls succeeded and are counted as {counters}");
        }

        if (counters.Requests != run.Handler.Sent.Count)
        {
            _broken.Add($"{run.Handler.Sent.Count} requests are counted as {counters}");
        }
    }

    private void NoChatIsInTwoRequestsAtOnce()
    {
        var free = new Dictionary<long, long>();
        foreach (var request in run.Handler.Sent)
        {
            foreach (var chat in request.ChangedChats)
            {
                if (free.TryGetValue(chat, out var ended) && ended > request.Began)
                {
                    _broken.Add($"request {request.Number} changes chat {chat}, which another request still holds");
                }

                free[chat] = request.Ended;
            }
        }
    }

    private void NothingIsDoneTwiceAtOnceForOneChat()
    {
        // How long lost work may go on is known only as far as the portal's own times are true.
        var isTimeTrue = run.Handler.Sent.All(static request => request.Fault.Kind != FaultKind.AbsurdTimes);
        if (isTimeTrue && run.Portal.Journal.MaxConcurrentExecutionsOfAnyChat() > 1)
        {
            _broken.Add("calls that change one chat are at work side by side");
        }
    }

    private void NothingGoesToAnotherHost()
    {
        // The portal may be renamed within its cloud; everybody else would be given the secret.
        var stray = run.Handler.Sent.FirstOrDefault(
            static request => request.Host is not (SandboxPortal.Host or "renamed.bitrix24.example"));
        if (stray is not null)
        {
            _broken.Add($"request {stray.Number} went to {stray.Host}");
        }
    }

    private void NothingIsSentAfterWithdrawal(FaultJob job)
    {
        if (job is { WithdrawnAt: { } moment, HasOwnChats: true } && RequestsOf(job).LastOrDefault() is { } last && last.Began > moment)
        {
            _broken.Add($"request {last.Number} left for a job that had been withdrawn");
        }
    }

    private void NothingOfAHaltGroupIsSentAfterItsFailure(FaultJob job)
    {
        if (job.HaltGroup is null || !job.HasOwnChats || job.Items[0].Stage == Stage.Open)
        {
            return;
        }

        var requests = RequestsOf(job).ToList();
        for (var i = 1; i < requests.Count; i++)
        {
            if (requests[i].Began < requests[i - 1].Ended)
            {
                _broken.Add($"requests {requests[i - 1].Number} and {requests[i].Number} of one halt group are under way at once");
            }
        }

        if (requests.Exists(static request => request is { Commands: > 1, IsHalting: false }))
        {
            _broken.Add("a batch of a halt group does not halt");
        }

        foreach (var item in job.Items.Where(HasFailedByItself))
        {
            var chat = ChatOf(item);
            if (requests.FindLast(request => request.ChangedChats.Contains(chat)) is { } last && requests[^1].Number > last.Number)
            {
                _broken.Add(
                    $"item {item.Index} of a halt group failed ({item.Call.Error!.Id}) in request {last.Number}, "
                    + $"and request {requests[^1].Number} left after it");
            }
        }
    }

    private void WhatItSaysIsTrue(FaultJob job, JobItem item)
    {
        if (!item.IsTaken || item.Number < 1)
        {
            return;
        }

        var error = item.Call.Error;
        var isThere = item.Number <= FaultRun.Chats;
        var executions = run.Portal.Journal.Executions(item.Call.Method.Name, ChatOf(item));
        if (error is null && (!isThere || (item.Stage != Stage.Open && executions == 0)))
        {
            _broken.Add($"item {item.Index} succeeded and was not done");
        }

        if (error is null && item.Call is Call<ChatId> open && open.Result.Value != ChatOf(item))
        {
            _broken.Add($"item {item.Index} was given the result of another");
        }

        if (error?.Id == OwnErrorId.NotRun && job.HasOwnChats && item.Stage != Stage.Open && executions > 0)
        {
            _broken.Add($"item {item.Index} was done and says {error.Message}");
        }

        if (item.Stage != Stage.OneShot)
        {
            return;
        }

        if (executions > 1)
        {
            _broken.Add($"one-shot item {item.Index} was done {executions} times");
        }

        if (executions > 0 && error is not null && error.Id != OwnErrorId.OutcomeUnknown)
        {
            _broken.Add($"one-shot item {item.Index} was done and says {error.Id}: {error.Message}");
        }
    }

    private void ItsErrorIsPromisedAndSafe(JobItem item)
    {
        if (item.Call.Error is not { } error)
        {
            return;
        }

        if (!Promised.Contains(error.Id) || error.Row.Advice.Length == 0)
        {
            _broken.Add($"item {item.Index} failed with {error.Id}: {error.Message}");
        }

        HasNoSecret(error.ToString() + error.Code + error.Description + error.Id + error.Method, "an error");
        if (error.Message.Any(static character =>
            char.IsControl(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format))
        {
            _broken.Add("the text of an error has control characters");
        }
    }

    private void ItIsNotRefusedForWhatOnlyABatchMayNot(JobItem item)
    {
        if (item is { IsTaken: true, Call.Error: { } error }
            && (error.RefusesMethod || error.Code == "user_access_error")
            && run.Handler.Sent.All(static request => request.Fault.Kind != FaultKind.ScopeEnds))
        {
            _broken.Add($"item {item.Index} failed with {error.Id}, and the portal would have taken it alone");
        }
    }

    private void ItDoesNotFailForAPortalThatIsWaitedFor(FaultJob job, JobItem item)
    {
        if (run.Clients[0].Policy.OutageTimeout > TimeSpan.Zero
            && run.Elapsed < run.Clients[0].Policy.LongestRefusal
            && job.WithdrawnAt is null
            && item.Call.Error is { IsUnreached: true } error)
        {
            _broken.Add($"item {item.Index} was not sent and failed with {error.Message}");
        }
    }

    /// <summary>Whether a call failed for its own sake, and not because one before it did or because the connection ended.</summary>
    private static bool HasFailedByItself(JobItem item) =>
        item.Call.Error is { Id: not OwnErrorId.InvalidChatId, Row.Kind: not FailureKind.Connection } error
        && !error.Description.EndsWith("because a call before it failed.", StringComparison.Ordinal)
        && !error.Description.EndsWith("because the pipeline ended before.", StringComparison.Ordinal);

    private void HasNoSecret(string text, string what)
    {
        if (text.Contains(FaultRun.Sentinel, StringComparison.OrdinalIgnoreCase))
        {
            _broken.Add($"the secret is in {what}: {text}");
        }
    }

    private IEnumerable<SentRequest> RequestsOf(FaultJob job)
    {
        var chats = job.Items.Where(static item => item.Stage != Stage.Open).Select(ChatOf).ToHashSet();
        return run.Handler.Sent.Where(request => request.ChangedChats.Any(chats.Contains));
    }

    private static long ChatOf(JobItem item) => ChatDirectory.GeneratedBase + item.Number;
}
