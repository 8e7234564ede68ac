using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// A connection to a portal, made by Connect-Bitrix24. It may be used from several threads and runspaces at once.
/// It has no member that holds a secret.
/// </summary>
public sealed class Bitrix24Connection
{
    private const int LongestName = 200;
    private readonly object _gate = new();
    private int _runs;
    private bool _isEndTold;
    private bool _closesWhenIdle;
    private bool _wasDisconnected;
    private Counters _before;

    internal Bitrix24Connection(Bitrix24Client client, string name, Bitrix24SignIn signIn, PortalCheck check, string userId)
    {
        Client = client;
        Name = name;
        SignIn = signIn;
        UserId = client.Redaction.Clean(check.User?.Id ?? userId, LongestName);
        UserName = client.Redaction.Clean(check.User?.Name ?? "", LongestName);
        IsAdministrator = check.User?.IsAdministrator ?? false;
        Scopes = new ReadOnlyCollection<string>([.. check.Scopes.Select(scope => client.Redaction.Clean(scope, LongestName))]);
        Names = new(client, Scopes);
    }

    /// <summary>Its name in the runspace that made it: that of -Name, else the host of the portal. -Connection takes it.</summary>
    public string Name { get; }

    /// <summary>Whether it is the default connection of the runspace that asks.</summary>
    public bool IsDefault => ReferenceEquals(RunspaceConnections.Here.Default, this);

    /// <summary>The portal's address: scheme, host and port. It changes when the portal is renamed.</summary>
    public Uri Portal => Client.Credentials.Portal;

    /// <summary>The id of the user on whose behalf calls are made; his login where the portal tells no id.</summary>
    public string UserId { get; }

    /// <summary>The user's name, empty where the portal does not tell it.</summary>
    public string UserName { get; }

    /// <summary>Whether the user is an administrator of the portal; false where it is not known.</summary>
    public bool IsAdministrator { get; }

    /// <summary>How the connection is signed in.</summary>
    public Bitrix24SignIn SignIn { get; }

    /// <summary>The scopes of the webhook or application, such as <c>imopenlines</c>; empty where the portal does not tell them.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>
    /// When the access token ends, in local time, as the token server said; null where the connection has none of its own. The next one is
    /// asked for when the portal refuses this one.
    /// </summary>
    public DateTime? TokenExpiresAt => Client.Dispatcher.SignIn.Pair?.ExpiresAt.LocalDateTime;

    /// <summary>
    /// How many times the token server gave this connection a new access token; those that another process got are not counted.
    /// </summary>
    public int TokenRefreshes => Client.Dispatcher.SignIn.Count;

    /// <summary>Whether calls can be made on it.</summary>
    public Bitrix24ConnectionState State => Client.Dispatcher.End switch
    {
        null => Bitrix24ConnectionState.Open,
        { } end when end.IsOwn(OwnErrorId.Disconnected) => Bitrix24ConnectionState.Disconnected,
        { } end when end.IsOwn(OwnErrorId.ConnectionLost) => Bitrix24ConnectionState.Lost,
        _ => Bitrix24ConnectionState.Refused,
    };

    /// <summary>Why nothing more is sent on it; null while calls can be made.</summary>
    public string? Reason => Client.Dispatcher.End?.Message;

    /// <summary>
    /// Since when nothing gets through to the portal, in local time; null while something does, or nothing was tried. What waits goes on
    /// when the portal is back.
    /// </summary>
    public DateTime? UnreachableSince => Client.Dispatcher.Hold?.Since?.LocalDateTime;

    /// <summary>All counters at one moment. Each of those below is that of the moment at which it is read.</summary>
    public ConnectionCounters Counters => new(Client.Dispatcher.Counters);

    /// <inheritdoc cref="ConnectionCounters.Requests"/>
    public long Requests => Counters.Requests;

    /// <inheritdoc cref="ConnectionCounters.Calls"/>
    public long Calls => Counters.Calls;

    /// <inheritdoc cref="ConnectionCounters.Succeeded"/>
    public long Succeeded => Counters.Succeeded;

    /// <inheritdoc cref="ConnectionCounters.Failed"/>
    public long Failed => Counters.Failed;

    /// <inheritdoc cref="ConnectionCounters.NotSent"/>
    public long NotSent => Counters.NotSent;

    /// <inheritdoc cref="ConnectionCounters.Abandoned"/>
    public long Abandoned => Counters.Abandoned;

    /// <inheritdoc cref="ConnectionCounters.Retries"/>
    public long Retries => Counters.Retries;

    /// <inheritdoc cref="ConnectionCounters.Refusals"/>
    public long Refusals => Counters.Refusals;

    /// <inheritdoc cref="ConnectionCounters.Waits"/>
    public long Waits => Counters.Waits;

    /// <inheritdoc cref="ConnectionCounters.WaitTime"/>
    public TimeSpan WaitTime => Counters.WaitTime;

    /// <summary>
    /// How many requests the portal lets in, each second, as its refusals have shown; null while it has refused none. All connections of
    /// this process to the portal share it.
    /// </summary>
    public double? RequestsPerSecond => Client.Pace.PerSecond is { } rate ? Math.Round(rate, 2) : null;

    /// <summary>How many requests a second it sends at the most, as -MaximumRequestRate says; null where only the portal does.</summary>
    public double? MaximumRequestRate => Client.Policy.MaximumRequestRate;

    /// <summary>The operating time of each method in the last ten minutes; empty where the portal does not limit it.</summary>
    public IReadOnlyDictionary<string, TimeSpan> OperatingTime => Client.Dispatcher.OperatingTime;

    /// <inheritdoc cref="ConnectionCounters.BytesSent"/>
    public long BytesSent => Counters.BytesSent;

    /// <inheritdoc cref="ConnectionCounters.BytesReceived"/>
    public long BytesReceived => Counters.BytesReceived;

    internal Bitrix24Client Client { get; }

    /// <summary>The user's name, else his id.</summary>
    internal string User => UserName.Length > 0 ? UserName : UserId;

    /// <summary>Whether it was to be closed when no cmdlet used it any more, and none does.</summary>
    internal bool IsLeft
    {
        get
        {
            lock (_gate)
            {
                return _closesWhenIdle && _runs == 0;
            }
        }
    }

    /// <summary>Whether calls can be made on it at once and no cmdlet makes any.</summary>
    internal bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _runs == 0 && State == Bitrix24ConnectionState.Open && Client.Dispatcher.Hold is null;
            }
        }
    }

    /// <summary>What Tab offers of its portal.</summary>
    internal PortalNames Names { get; }

    /// <summary>What pipelines left behind that ended early.</summary>
    internal UnwrittenOutcomes Unwritten { get; } = new();

    /// <summary>The portal and the user.</summary>
    public override string ToString() => $"{Portal.Host} ({User})";

    /// <summary>A cmdlet begins to use the connection.</summary>
    internal void BeginRun()
    {
        lock (_gate)
        {
            if (_runs++ == 0)
            {
                _before = Client.Dispatcher.Counters;
                _wasDisconnected = State == Bitrix24ConnectionState.Disconnected;
            }
        }
    }

    /// <summary>Closes it once no cmdlet uses it: now, or when the last of them ends.</summary>
    internal void CloseWhenIdle()
    {
        lock (_gate)
        {
            _closesWhenIdle = true;
        }

        CloseIfIdle();
    }

    /// <summary>A cmdlet was given up before its end.</summary>
    internal void AbandonRun()
    {
        lock (_gate)
        {
            _runs--;
        }

        CloseIfIdle();
    }

    /// <summary>A cmdlet has had all its outcomes.</summary>
    /// <returns>What was done since nobody used the connection, where it has ended, this was the last cmdlet and nobody has told of it;
    /// else null.</returns>
    internal Counters? EndRun()
    {
        var counters = CountersAtEnd();
        CloseIfIdle();
        return counters;
    }

    private Counters? CountersAtEnd()
    {
        lock (_gate)
        {
            if (--_runs > 0 || _isEndTold || State == Bitrix24ConnectionState.Open)
            {
                return null;
            }

            var counters = Client.Dispatcher.Counters.Since(_before);
            if (State == Bitrix24ConnectionState.Disconnected && (_wasDisconnected || counters.NotSent + counters.Failed == 0))
            {
                // Whoever disconnected knows of it, unless that cut somebody's run.
                return null;
            }

            _isEndTold = true;
            return counters;
        }
    }

    private void CloseIfIdle()
    {
        if (IsLeft)
        {
            Client.Dispose();
        }
    }
}
