using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>
/// Random jobs under a random schedule of faults, in virtual time, on one client or on several that one process has to the portal. All of
/// it follows from the seed.
/// </summary>
internal sealed class FaultRun
{
    public const string Sentinel = "S3ntinelOfTheSecret42";

    /// <summary>How many chats the portal has; higher numbers are chats that do not exist.</summary>
    public const int Chats = 1_000;

    private const int MostItems = 300;
    private const int MostRequests = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(72);
    private static readonly int[] Feeds = [int.MaxValue, int.MaxValue, 60, 7, 1];

    private readonly Random _random;
    private readonly VirtualTime _time = new();
    private readonly JumpingClock _clock;
    private readonly List<string> _broken = [];
    private readonly List<FaultJob> _jobs = [];
    private readonly List<Bitrix24Client> _clients = [];
    private long _nextOwnChat = 20;

    /// <param name="seed">What all of it follows from.</param>
    /// <param name="clients">How many connections there are.</param>
    /// <param name="schedule">The faults, where they do not.</param>
    public FaultRun(int seed, int clients, FaultSchedule? schedule = null)
    {
        Seed = seed;
        _random = new(seed);
        _clock = new(_time);
        var faults = _random.Next();
        Schedule = schedule ?? FaultSchedule.FromSeed(faults);
        Portal = CreatePortal();
        Handler = new(new SandboxHandler(Portal), Schedule, _time) { Leaving = OnLeaving, Befalling = Befall };
        CreateClients(clients);
        CreateJobs();
    }

    public int Seed { get; }

    public FaultSchedule Schedule { get; }

    public SandboxPortal Portal { get; }

    public FaultHandler Handler { get; }

    public IReadOnlyList<Bitrix24Client> Clients => _clients;

    /// <summary>What all clients did together.</summary>
    public Counters Counters => _clients.Select(static client => client.Dispatcher.Counters).Aggregate(static (one, other) => one with
    {
        Requests = one.Requests + other.Requests,
        Calls = one.Calls + other.Calls,
        Succeeded = one.Succeeded + other.Succeeded,
        Failed = one.Failed + other.Failed,
        NotSent = one.NotSent + other.NotSent,
        Abandoned = one.Abandoned + other.Abandoned,
        Retries = one.Retries + other.Retries,
    });

    public IReadOnlyList<FaultJob> Jobs => _jobs;

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => _time.Elapsed;

    /// <summary>Runs to the end and judges.</summary>
    public FaultReport Run()
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Play();
        }
        catch (Exception exception)
        {
            _broken.Add($"it threw {exception}");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        _jobs.ForEach(static job => job.Receive());
        _jobs.ForEach(job => _broken.AddRange(job.Broken));
        _broken.AddRange(new FaultLaws(this).FindBroken());
        _clients.ForEach(static client => client.Dispose());
        return new(this, _time.Elapsed, _broken);
    }

    private void Play()
    {
        var withdrawAt = _random.Next(5) == 0 ? _random.Next(60) : -1;
        var closeAt = _random.Next(8) == 0 ? _random.Next(200) : -1;
        for (var round = 0; ; round++)
        {
            var isMoving = false;
            _jobs.ForEach(job => isMoving |= job.Step());
            if (round == withdrawAt)
            {
                _jobs[_random.Next(_jobs.Count)].Withdraw(() => Handler.Moment);
            }

            if (round == closeAt)
            {
                _clients[round % _clients.Count].Dispatcher.Close(
                    Failure.Own(OwnErrorId.Disconnected, LocalizableText.Verbatim("The connection is closed.")));
            }

            if (_jobs.TrueForAll(static job => job.IsOver) && Handler.Outstanding == 0)
            {
                return;
            }

            if (!_time.AdvanceToNextTimer() && !isMoving)
            {
                _broken.Add("nothing is left that could happen, and calls are still waiting");
                return;
            }

            if (_time.Elapsed > Longest)
            {
                _broken.Add($"it goes on after {_time.Elapsed} and {Handler.Sent.Count} requests");
                return;
            }
        }
    }

    private void OnLeaving(SentRequest request)
    {
        if (request.Number >= MostRequests)
        {
            if (request.Number == MostRequests)
            {
                _broken.Add($"request {MostRequests} leaves after {_time.Elapsed}: the portal is hammered");
            }

            // Without it a client that does not tire would never give the thread back.
            throw new InvalidOperationException("Enough.");
        }
    }

    private void Befall(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.ClockJump:
                _clock.Jump(fault.Time);
                break;
            case FaultKind.CredentialsEnd when _clients[0].Credentials is AccessTokenCredentials && fault.Dice % 2 == 0:
                Portal.Switches.Expire(Sentinel);
                break;
            case FaultKind.CredentialsEnd:
                Portal.Switches.Revoke(Sentinel);
                break;
            case FaultKind.PlanEnds:
                Portal.Switches.PlanWithoutRest = true;
                break;
            case FaultKind.PortalEnds:
                Portal.Switches.Overloaded = fault.Dice % 2 == 0;
                Portal.Switches.Deleted = fault.Dice % 2 != 0;
                break;
            case FaultKind.ScopeEnds:
                Portal.Switches.DropScope(Sentinel);
                break;
            default:
                break;
        }
    }

    private SandboxPortal CreatePortal()
    {
        var options = new SandboxOptions
        {
            Time = _time,
            Bucket = _random.Next(3) == 0 ? new(50, 2) : null,
            OperatingLimit = _random.Next(5) == 0 ? _random.Next(20, 60) : null,
            OperatingCharge = _random.Next(2) == 0 ? OperatingCharge.ToBatch : OperatingCharge.PerMethod,
            Latency = TimeSpan.FromMilliseconds(_random.Next(2) * _random.Next(2_000)),
            RequestCut = _random.Next(4) == 0 ? TimeSpan.FromSeconds(_random.Next(2, 60)) : null,
            Russian = _random.Next(2) == 0,
        };
        if (_random.Next(2) == 0)
        {
            options.Durations[SessionMethods.Open.Name] = TimeSpan.FromMilliseconds(_random.Next(400));
            options.Durations[SessionMethods.Join.Name] = TimeSpan.FromMilliseconds(_random.Next(700));
            options.Durations[SessionMethods.Start.Name] = TimeSpan.FromMilliseconds(_random.Next(1_200));
        }

        var portal = SandboxPortal.CreateDefault(options);
        portal.AddChats(Chats);
        return portal;
    }

    private void CreateClients(int count)
    {
        var policy = new RetryPolicy
        {
            MaximumRetryCount = _random.Next(2) == 0 ? RetryPolicy.Default.MaximumRetryCount : _random.Next(6),
            RetryInterval = TimeSpan.FromSeconds(_random.Next(2) == 0 ? 1 : 0.1 + (20 * _random.NextDouble())),
            RequestTimeout = _random.Next(2) == 0 ? RetryPolicy.Default.RequestTimeout : TimeSpan.FromSeconds(_random.Next(1, 90)),
            OutageTimeout = _random.Next(3) > 0
                ? RetryPolicy.Default.OutageTimeout
                : TimeSpan.FromSeconds(_random.Next(2) * _random.Next(900)),
        };
        var isWebhook = _random.Next(2) == 0;
        var address = new Uri("https://" + SandboxPortal.Host + "/");
        var seed = _random.Next();
        var signIn = isWebhook || seed % 2 == 0 ? null : new FaultSignIn(Portal, _time, seed);
        Portal.AddCredential(
            signIn?.FirstToken(Sentinel) ?? new(Sentinel, Portal.FindUser(DefaultData.Admin)!, isWebhook, DefaultData.Scopes));
        var shared = SharedPortal.Create(_clock, seed);
        for (var number = 0; number < count; number++)
        {
            Credentials credentials = isWebhook ? new WebhookCredentials(address, "1", new Secret(Sentinel))
                : signIn is not null ? signIn.CredentialsOf(Sentinel, number)
                : new AccessTokenCredentials(address, new Secret(Sentinel));
            var network = new ClientNetwork(Handler);
            var client = Bitrix24Client.ForHandler(credentials, network, shared, policy, seed + number, signIn?.Source);
            network.Leaving = () =>
            {
                if (client.Dispatcher.End is not null)
                {
                    _broken.Add($"request {Handler.Sent.Count + 1} left after its connection had ended");
                }
            };
            _clients.Add(client);
        }
    }

    private void CreateJobs()
    {
        // Most bugs need few items; some need several batches of them.
        var count = Math.Max(_random.Next(1, 4), _clients.Count);
        for (var i = 0; i < count; i++)
        {
            var share = _random.NextDouble();
            _jobs.Add(CreateJob(1 + (int)(MostItems / count * share * share)));
        }
    }

    private FaultJob CreateJob(int size)
    {
        Stage[] stages = _random.Next(7) switch
        {
            0 => [Stage.Open],
            1 => [Stage.Join],
            2 => [Stage.Start],
            3 or 4 => [Stage.OneShot],
            5 => [Stage.Open, Stage.Join, Stage.Start],
            _ => [Stage.Join, Stage.Start],
        };
        var hasOwnChats = stages[0] == Stage.OneShot || _random.Next(3) > 0;
        var first = hasOwnChats ? _nextOwnChat : 1;
        var span = hasOwnChats ? size : _random.Next(1, 6);
        _nextOwnChat += hasOwnChats ? size : 0;
        var invalid = Enumerable.Range(0, size).Where(_ => _random.Next(40) == 0).ToDictionary(static index => index, _ => _random.Next(3));
        var client = _clients[_jobs.Count % _clients.Count];
        return new(client, stages, size, Feeds[_random.Next(Feeds.Length)], index => invalid.TryGetValue(index, out var how)
            ? how == 0 ? 0 : Chats + (hasOwnChats ? 0 : Chats) + first + index
            : first + (index % span))
        {
            HaltGroup = stages.Length == 1 && _random.Next(3) == 0 ? new() : null,
            HasOwnChats = hasOwnChats,
        };
    }
}
