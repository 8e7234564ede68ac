using System;
using System.Collections.Generic;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>A request on its way: the calls in it, and the lane they belong to if they have one.</summary>
internal sealed class Flight(List<Call> calls, HaltingLane? lane) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    public List<Call> Calls { get; } = calls;

    public HaltingLane? Lane { get; } = lane;

    /// <summary>Several calls go as a batch, a single one as a plain request: it has none after it to stop.</summary>
    public bool IsBatch => Calls.Count > 1;

    /// <summary>How many of its calls somebody still waits for.</summary>
    public int Awaited { get; set; } = calls.Count;

    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>How long the portal is expected to work on it.</summary>
    public TimeSpan ExpectedWork
    {
        get
        {
            var work = TimeSpan.Zero;
            Calls.ForEach(call => work += call.Reserved);
            return work;
        }
    }

    /// <summary>What the request bucket gave for it.</summary>
    public RequestTicket Ticket { get; set; }

    public void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just come back.
        }
    }

    public void Dispose() => _cancellation.Dispose();
}
