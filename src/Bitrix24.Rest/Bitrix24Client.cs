using System;
using System.Net.Http;

namespace Bitrix24.Rest;

/// <summary>A portal, the right to call it, and the queue of calls to it.</summary>
internal sealed class Bitrix24Client : IDisposable
{
    private Bitrix24Client(
        Credentials credentials,
        HttpMessageHandler handler,
        NetworkSettings network,
        SharedPortal portal,
        RetryPolicy policy,
        int seed,
        TokenSource? tokens)
    {
        Credentials = credentials;
        Network = network;
        Redaction = new Redaction([.. credentials.Secrets, .. network.Secrets]);
        Clock = portal.Clock;
        Policy = policy;
        Pace = portal.Pace;
        var exchange = new Exchange(credentials, handler, Redaction, Clock.Time, Notices);
        Files = exchange.Files;
        var sender = new BatchSender(credentials, exchange, Clock, policy)
        {
            Refresh = (tokens ?? new()).RefreshFor(credentials, Redaction, Notices, Clock.Time, policy.TokenTimeout),
        };
        var seat = new PortalSeat(portal, policy.MaximumRequestRate);
        Dispatcher = new Dispatcher(
            new CallAccounting(seat, policy, Notices, seed), sender, seat);
    }

    public Credentials Credentials { get; }

    /// <summary>How it goes through the network.</summary>
    public NetworkSettings Network { get; }

    /// <summary>Makes texts of this portal safe to show.</summary>
    public Redaction Redaction { get; }

    public Dispatcher Dispatcher { get; }

    /// <summary>Fetches files by addresses that the portal has told.</summary>
    public FileFetch Files { get; }

    /// <summary>When requests may leave for the portal.</summary>
    public SharedPace Pace { get; }

    /// <summary>Lines for whoever watches.</summary>
    public Notices Notices { get; } = new();

    public SteadyClock Clock { get; }

    public RetryPolicy Policy { get; }

    /// <summary>Over the network.</summary>
    public static Bitrix24Client ForPortal(
        Credentials credentials, RetryPolicy? policy = null, NetworkSettings? network = null, TokenSource? tokens = null) =>
        new(
            credentials,
            (network ?? NetworkSettings.Default).Open(credentials.Portal, SharedPortal.MostUnderWay),
            network ?? NetworkSettings.Default,
            SharedPortal.Of(credentials.Portal),
            policy ?? RetryPolicy.Default,
            Environment.TickCount,
            tokens);

    /// <summary>Over a handler of the caller's, to a portal that no other connection goes to.</summary>
    public static Bitrix24Client ForHandler(
        Credentials credentials, HttpMessageHandler handler, TimeProvider time, RetryPolicy? policy = null, int seed = 0) =>
        ForHandler(credentials, handler, SharedPortal.Create(time, seed), policy, seed);

    /// <summary>Over a handler of the caller's, to a portal that other connections may share.</summary>
    public static Bitrix24Client ForHandler(
        Credentials credentials,
        HttpMessageHandler handler,
        SharedPortal portal,
        RetryPolicy? policy = null,
        int seed = 0,
        TokenSource? tokens = null) =>
        new(credentials, handler, NetworkSettings.Default, portal, policy ?? RetryPolicy.Default, seed, tokens);

    public void Dispose() => Dispatcher.Dispose();
}
