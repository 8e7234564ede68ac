using System;
using System.Net.Http;

namespace Bitrix24.Rest;

/// <summary>A portal, the right to call it, and the queue of calls to it.</summary>
internal sealed class Bitrix24Client : IDisposable
{
    private Bitrix24Client(
        Credentials credentials, HttpMessageHandler handler, SharedPace pace, SteadyClock clock, RetryPolicy policy, int seed)
    {
        Credentials = credentials;
        Redaction = new Redaction(credentials.Secrets);
        Clock = clock;
        Policy = policy;
        Pace = pace;
        var exchange = new Exchange(credentials, handler, Redaction, clock.Time, Notices);
        Dispatcher = new Dispatcher(
            new CallAccounting(pace, policy, Notices, seed), new BatchSender(credentials, exchange, clock, policy), clock);
    }

    public Credentials Credentials { get; }

    /// <summary>Makes texts of this portal safe to show.</summary>
    public Redaction Redaction { get; }

    public Dispatcher Dispatcher { get; }

    /// <summary>When requests may leave for the portal.</summary>
    public SharedPace Pace { get; }

    /// <summary>Lines for whoever watches.</summary>
    public Notices Notices { get; } = new();

    public SteadyClock Clock { get; }

    public RetryPolicy Policy { get; }

    /// <summary>Over the network.</summary>
    public static Bitrix24Client ForPortal(Credentials credentials, RetryPolicy? policy = null) =>
        new(
            credentials,
            PortalHandler.Create(credentials.Portal, ConcurrencyLimit.Most),
            RequestPaces.Of(credentials.Portal),
            new SteadyClock(TimeProvider.System),
            policy ?? RetryPolicy.Default,
            Environment.TickCount);

    /// <summary>Over a handler of the caller's, with a clock, a pace and a seed of its own.</summary>
    public static Bitrix24Client ForHandler(
        Credentials credentials, HttpMessageHandler handler, TimeProvider time, RetryPolicy? policy = null, int seed = 0)
    {
        var clock = new SteadyClock(time);
        var pace = new SharedPace(new RequestPace(clock, seed), clock, store: null, id: 0);
        return new(credentials, handler, pace, clock, policy ?? RetryPolicy.Default, seed);
    }

    public void Dispose() => Dispatcher.Dispose();
}
