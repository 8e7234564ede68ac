using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Bitrix24.Sandbox;
using Portal;
using Portal.OAuth;

namespace Bitrix24.Rest.Tests;

/// <summary>A client that is signed in over OAuth, a sandbox portal and its token server, in virtual time on the test's thread.</summary>
internal sealed class OAuthDesk : IDisposable
{
    private readonly SandboxHandler _portal;

    public OAuthDesk(
        TimeSpan? life = null,
        TimeSpan? latency = null,
        RetryPolicy? policy = null,
        ITokenStore? store = null,
        Func<TimeProvider, TokenNews>? news = null,
        BucketLimit? limit = null)
    {
        Time = new VirtualTime();
        var options = new SandboxOptions { Time = Time, Latency = latency ?? TimeSpan.FromMilliseconds(100), Bucket = limit };
        Portal = SandboxPortal.CreateDefault(options);
        Portal.AddChats(20_000);
        Issuer = new(Portal) { Life = life ?? TimeSpan.FromHours(1) };
        _portal = new SandboxHandler(Portal);
        First = Grant();
        var application = new OAuthApplication(Issuer.ClientId, new Secret(Issuer.ClientSecret));
        Credentials = new OAuthCredentials(First, application);
        Client = Bitrix24Client.ForHandler(
            Credentials,
            new Counting(_portal, this),
            SharedPortal.Create(Time, seed: 0),
            policy,
            tokens: new() { CreateHandler = _ => new TokenHandler(Issuer, TokenRequests.Add), Store = store, News = news?.Invoke(Time) });
        Pipeline = new(Client.Dispatcher) { Thread = new(static () => false) };
    }

    public VirtualTime Time { get; }

    public SandboxPortal Portal { get; }

    public TokenIssuer Issuer { get; }

    public TokenPair First { get; }

    public OAuthCredentials Credentials { get; }

    public Bitrix24Client Client { get; }

    public CallSequence<int> Pipeline { get; }

    public List<HttpRequestMessage> TokenRequests { get; } = [];

    /// <summary>How many requests are at the portal.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Called when a request leaves for the portal.</summary>
    public Action? Leaving { get; set; }

    public IReadOnlyList<TokenGrantRecord> Refreshes => [.. Issuer.Grants.Where(static grant => grant.Grant == "refresh_token")];

    public bool IsOver
    {
        get
        {
            var counters = Client.Dispatcher.Counters;
            return counters.Calls == counters.Succeeded + counters.Failed + counters.NotSent + counters.Abandoned;
        }
    }

    public IReadOnlyList<string> Told
    {
        get
        {
            List<string> told = [];
            while (Client.Notices.TryTake(out var line))
            {
                told.Add(line!.Text);
            }

            return told;
        }
    }

    /// <summary>Does something, and all that follows from it, on this thread.</summary>
    public static void Inline(Action action)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Signs in as somebody else would who has a code.</summary>
    public TokenPair Grant()
    {
        Issuer.AddCode("code");
        var form = $"grant_type=authorization_code&client_id={Issuer.ClientId}&client_secret={Issuer.ClientSecret}&code=code";
        var answer = Json.Of(Issuer.Answer(form).Body);
        return PairOf(answer.GetProperty("access_token").GetString()!, answer.GetProperty("refresh_token").GetString()!);
    }

    public TokenPair PairOf(string access, string refresh) => new()
    {
        AccessToken = new Secret(access),
        RefreshToken = new Secret(refresh),
        ExpiresAt = Time.GetUtcNow() + Issuer.Life,
        Portal = new($"https://{SandboxPortal.Host}/"),
        TokenServer = null,
        MemberId = TokenIssuer.MemberId,
        ClientId = Issuer.ClientId,
    };

    /// <summary>So many reads of chats, one after the other.</summary>
    public void Read(int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            Pipeline.Add(number, Chat(number));
        }

        Pipeline.Flush();
    }

    public void Run()
    {
        while (!IsOver)
        {
            Assert.True(Time.AdvanceToNextTimer());
        }
    }

    /// <summary>How the items ended: "ok", or the id of the error.</summary>
    public IReadOnlyList<string> Take()
    {
        List<string> outcomes = [];
        while (Pipeline.TryTake(out var entry))
        {
            outcomes.Add((entry.Error ?? entry.Call!.Error)?.Id ?? "ok");
        }

        return outcomes;
    }

    public void Dispose()
    {
        Client.Dispose();
        _portal.Dispose();
    }

    private static Call<string> Chat(int number) => new(
        new RestMethod<string>(
            "imopenlines.session.open",
            SafetyClass.Read,
            TimeSpan.FromMilliseconds(10),
            static result => result.Field("chatId"u8).Text() ?? ""),
        [new("USER_CODE", FormattableString.Invariant($"livechat|1|{number}|{number}"))]);

    private sealed class Counting(HttpMessageHandler portal, OAuthDesk desk) : DelegatingHandler(portal)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            desk.Leaving?.Invoke();
            desk.UnderWay++;
            try
            {
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                desk.UnderWay--;
            }
        }
    }
}
