using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// What leaves when: which calls wait, which requests are under way, and what may leave now. It has no timer and no network of its own.
/// Guarded by the dispatcher's lock.
/// </summary>
internal sealed class SendSchedule
{
    private readonly PortalSeat _seat;
    private readonly WaitingCalls _waiting;
    private readonly BatchSizer _sizer;
    private readonly Linger _linger = new();
    private readonly HashSet<BatchRequest> _underWay = [];
    private readonly TimeSpan _longestSignIn;
    private BatchRequest? _ask;

    // The one that may be under way beyond the limit, because somebody sits and waits for it.
    private BatchRequest? _extra;

    public SendSchedule(PortalSeat seat, RetryPolicy policy, Notices notices, int seed)
    {
        _seat = seat;
        _longestSignIn = policy.TokenTimeout;
        Measures = new PortalMeasures(seat.Pace, policy, notices, seed);
        Batches = new BatchTrust(notices);
        Away = new Outage(policy, notices, seed);
        Holds = new HoldWatch(Away, notices);
        _waiting = new WaitingCalls(Measures.Operating, Measures.Durations, seat.Chats, policy.LongestWork);
        _sizer = new BatchSizer(policy.LongestWork);
    }

    /// <summary>What is known of the portal.</summary>
    public PortalMeasures Measures { get; }

    /// <summary>Whether calls may share requests.</summary>
    public BatchTrust Batches { get; }

    /// <summary>The times when calls wait and none may leave.</summary>
    public HoldWatch Holds { get; }

    /// <summary>Whether the portal is away.</summary>
    public Outage Away { get; }

    /// <summary>Whether a full batch waits.</summary>
    public bool HasFullBatch => _waiting.Count >= BatchRequest.MostCalls;

    /// <summary>Whether no call waits and none is under way.</summary>
    public bool IsIdle => _waiting.Count + _underWay.Count == 0;

    /// <summary>Takes a new call.</summary>
    public void Add(Call call, DateTimeOffset now)
    {
        if (IsIdle)
        {
            Measures.SignIn.Resume(now);
        }

        _linger.Add(call, _waiting.Count == 0, now);
        _waiting.Add(call, now);
        if (call.IsCheck)
        {
            Away.Hurry(now);
        }
    }

    /// <summary>Takes a call that follows up another: where nobody waited for company before, nobody does now.</summary>
    public void AddFollowUp(Call call, Call before, DateTimeOffset now)
    {
        Add(call, now);
        if (_linger.IsFlushed(before))
        {
            _linger.Flush(call);
        }
    }

    /// <summary>Takes a call back that did not get its outcome.</summary>
    /// <param name="call">The call.</param>
    /// <param name="due">When it goes again; null where that is as soon as the limits allow.</param>
    public void Return(Call call, DateTimeOffset? due) => _waiting.Return(call, due);

    /// <summary>A call and those before it need not wait for company.</summary>
    public void Flush(Call last) => _linger.Flush(last);

    /// <inheritdoc cref="WaitingCalls.Remove"/>
    public bool Remove(Call call) => _waiting.Remove(call);

    /// <inheritdoc cref="WaitingCalls.RemoveAll"/>
    public List<Call> RemoveAll(Func<Call, bool> isOfKind) => _waiting.RemoveAll(isOfKind);

    /// <summary>Takes the checks out that have their answer with this request: it was asked in vain, and not for the first time.</summary>
    public List<Call> RemoveAnswered(BatchRequest request) =>
        request.IsAsk && Away.IsConfirmed ? RemoveAll(static call => call.IsCheck) : [];

    /// <summary>Takes the next request that may leave.</summary>
    /// <param name="now">The time.</param>
    /// <param name="wakeAt">When to ask again, if nobody tells of anything before; null where only an answer can change it.</param>
    /// <returns>Null where none may leave now.</returns>
    public BatchRequest? Next(DateTimeOffset now, out DateTimeOffset? wakeAt)
    {
        if (Measures.SignIn is { IsOn: true } signIn)
        {
            signIn.IsWanted = _waiting.Count > 0;
            wakeAt = signIn.IsWanted ? signIn.AskAt : null;
            Holds.Begin(signIn.AskAt ?? now + _longestSignIn, HoldReason.SigningIn, now);
            return null;
        }

        if (Away.IsOn)
        {
            return NextAsk(now, out wakeAt);
        }

        while (true)
        {
            wakeAt = null;
            var slots = Measures.Concurrency.At(now) - _underWay.Count;
            if ((slots <= 0 && _extra is not null) || FirstDue(slots, now, ref wakeAt) is not { } company)
            {
                return null;
            }

            var size = SizeFor(company, slots, now);
            var requests = Math.Ceiling(_waiting.Count / (double)(company.IsUrgent ? BatchRequest.MostCalls : size));
            if (!_seat.TryAcquire(company.IsUrgent, requests, out var lease, out var wait))
            {
                wakeAt = Earlier(wakeAt, now + _seat.Pace.AskAgainAfter(wait));
                if (_seat.IsAtOwnRate)
                {
                    Holds.Begin(now + wait, HoldReason.OwnRate, now);
                }
                else if (_seat.Pace.KnowsLimit)
                {
                    // Before, it is the search for a limit that waits: there may be none.
                    Holds.Begin(now + wait, HoldReason.RequestLimit, now);
                }

                return null;
            }

            if (_waiting.Take(company, size, now) is { } request)
            {
                request.Lease = lease;
                _extra = slots <= 0 ? request : _extra;
                Leave(request, now);
                return request;
            }

            // Every call that could go waits for its chat.
            _seat.Release(lease);
        }
    }

    /// <summary>Whether a request has left and has not been taken away since.</summary>
    public bool IsUnderWay(BatchRequest request) => request == _ask || _underWay.Contains(request);

    /// <summary>Learns what a request shows that has come back.</summary>
    public void Learn(BatchRequest request, BatchResponse response, DateTimeOffset now)
    {
        Away.Learn(response.Error, request.IsAsk, response.RetryAfter, now);
        Batches.Review(request, response);
        Measures.Learn(request, response, _underWay.Count, now);
    }

    /// <summary>A request is over.</summary>
    /// <param name="request">The request.</param>
    /// <param name="restUntil">Until when nothing else may change its chats.</param>
    public void Remove(BatchRequest request, DateTimeOffset restUntil)
    {
        _ask = request == _ask ? null : _ask;
        _underWay.Remove(request);
        _extra = _extra == request ? null : _extra;
        Batches.Remove(request);
        _waiting.Free(request, restUntil);
    }

    /// <summary>A request is over that nothing was learned from.</summary>
    public void Fail(BatchRequest request, DateTimeOffset now)
    {
        _seat.Pace.Release(request.Lease!);
        Remove(request, now);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } first && first < other ? first : other;

    /// <summary>The request that asks whether the portal is back, one at a time, and only while somebody waits for it.</summary>
    private BatchRequest? NextAsk(DateTimeOffset now, out DateTimeOffset? wakeAt)
    {
        wakeAt = null;
        if (_waiting.Count == 0 || _ask is not null)
        {
            return null;
        }

        Away.Tell(now);
        if (Away.AskAt > now)
        {
            Holds.Begin(Away.AskAt, HoldReason.Outage, now);
            wakeAt = Away.AskAt;
            return null;
        }

        if (!_seat.TryAcquire(isUrgent: true, 1, out var lease, out var wait))
        {
            wakeAt = now + _seat.Pace.AskAgainAfter(wait);
            return null;
        }

        Holds.End(now);
        _ask = BatchRequest.CreateAsk();
        (_ask.Lease, _ask.SentAt) = (lease, now);
        return _ask;
    }

    /// <summary>The calls that go first, now; null where none may go, or where those that may still wait for others.</summary>
    private Company? FirstDue(int slots, DateTimeOffset now, ref DateTimeOffset? wakeAt)
    {
        var ready = _waiting.Look(_seat.Pace.WasUrgent, now);
        wakeAt = ready.Next;
        if (ready.Companies.Count == 0 && slots > 0)
        {
            Holds.Begin(ready.Next, ready.Reason, now);
            return null;
        }

        foreach (var company in ready.Companies)
        {
            if (Batches.Holds(company.First) || (slots <= 0 && !company.IsUrgent))
            {
                continue;
            }

            if (company.IsUrgent || IsFull(company) || _linger.IsOver(company.Oldest, _underWay.Count > 0, now, out var lingersUntil))
            {
                return company;
            }

            wakeAt = Earlier(wakeAt, lingersUntil);
        }

        return null;
    }

    /// <summary>Whether there are enough for the next request. Slow calls are counted before they are spread over requests.</summary>
    private bool IsFull(in Company company)
    {
        var (durations, method) = (Measures.Durations, company.First.Method);
        return !Batches.AllowsBatches
            || (company.Count >= BatchRequest.MostCalls && !_sizer.IsSpread(durations.Of(method), durations.IsMeasured(method)));
    }

    private int SizeFor(in Company company, int slots, DateTimeOffset now)
    {
        // What is urgent does not wait for the operating time of batches: it goes alone.
        if (!Batches.AllowsBatches || (company.IsUrgent && _waiting.IsBatchBlocked(company.First, now)))
        {
            return 1;
        }

        var (durations, method) = (Measures.Durations, company.First.Method);
        var (free, perSecond) = _seat.Look();
        var count = company.IsUrgent ? company.Count : _waiting.Count;
        return _sizer.Size(durations.Of(method), durations.IsMeasured(method), count, Math.Min(free, slots), perSecond);
    }

    private void Leave(BatchRequest request, DateTimeOffset now)
    {
        request.SentAt = now;
        Holds.End(now);
        Measures.Concurrency.OnSent(_underWay.Count, now);
        _linger.Leave(now);
        Batches.Leave(request);
        _underWay.Add(request);
    }
}
