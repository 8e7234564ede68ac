using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Microsoft.AspNetCore.Http;
using Portal;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>The faults whose shape only a real socket has: TLS, names, resets, bodies that come too slowly.</summary>
public sealed class RealNetworkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Tests leave no files at home.
    static RealNetworkTests() => Environment.SetEnvironmentVariable(PaceFile.FolderVariable, "none");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_tls_fails_nothing_was_done_and_everything_says_so(bool showsCertificate)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var certificate = SelfSigned();
        var server = ServeAsync(listener, showsCertificate ? certificate : null);
        using var client = Connect($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/", timeout: 60);

        var ended = Run(client, Calls(SessionMethods.Join, 1, 3).Concat(Calls(FaultJob.OneShot, 10, 3)));

        listener.Stop();
        Assert.All(ended, static call => Assert.Equal(OwnErrorId.ConnectionFailed, call.Error!.Id));
        Assert.All(ended, static call => Assert.Equal(FailureKind.NotExecuted, call.Error!.Row.Kind));
        Assert.Equal(0, await server);
    }

    [Fact]
    public void Where_the_name_is_not_known_nothing_was_done_and_everything_says_so()
    {
        using var client = Connect("https://nowhere.invalid/", retries: 0);

        var ended = Run(client, Calls(FaultJob.OneShot, 1, 3));

        Assert.All(ended, static call => Assert.Equal(OwnErrorId.ConnectionFailed, call.Error!.Id));
        Assert.All(ended, static call => Assert.Equal(FailureKind.NotExecuted, call.Error!.Row.Kind));
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_batch_loses_nothing_and_does_nothing_twice()
    {
        var time = new VirtualTime();
        var options = new SandboxOptions { Time = time };
        options.Durations[SessionMethods.Join.Name] = TimeSpan.FromSeconds(1);
        options.Durations[FaultJob.OneShot.Name] = TimeSpan.FromSeconds(1);
        var portal = SandboxPortal.CreateDefault(options);
        portal.AddChats(100);
        await using var server = await PortalServer.StartAsync(portal);
        HttpContext? first = null;
        server.Intercept = context =>
        {
            Interlocked.CompareExchange(ref first, context, null);
            return Task.FromResult(false);
        };

        // On a clock of its own the client sends all of them in one batch, and again only when it is told to.
        var clock = new VirtualTime();
        using var client = Bitrix24Client.ForHandler(
            new WebhookCredentials(server.Address, "1", new Secret("sandboxwebhook1")),
            PortalHandler.Create(server.Address, ConcurrencyLimit.Most),
            clock);
        var calls = Submit(client, Calls(SessionMethods.Join, 1, 4).Concat(Calls(FaultJob.OneShot, 10, 4)));
        for (var command = 0; command < 6; command++)
        {
            WaitFor(() => time.PendingTimers > 0);
            time.AdvanceToNextTimer();
        }

        WaitFor(() => time.PendingTimers > 0);
        first!.Abort();
        WaitFor(() => client.Dispatcher.Counters.Retries == 4);
        clock.Advance(TimeSpan.FromSeconds(15));
        var ended = new List<Call>();
        WaitFor(() =>
        {
            time.AdvanceToNextTimer();
            while (calls.TryTake(out var entry))
            {
                var call = entry.Call!;
                ended.Add(call);
            }

            return calls.Count == 0;
        });

        Assert.All(ended.Take(4), static call => Assert.Null(call.Error));
        Assert.All(ended.Skip(4), static call => Assert.Equal(OwnErrorId.OutcomeUnknown, call.Error!.Id));
        Assert.All(
            Enumerable.Range(10, 4),
            number => Assert.InRange(portal.Journal.Executions(FaultJob.OneShot.Name, ChatDirectory.GeneratedBase + number), 0, 1));

        // One of them asked whether the portal was still there.
        Assert.Equal(3, client.Dispatcher.Counters.Requests);
    }

    [Fact]
    public async Task A_body_that_comes_drop_by_drop_is_waited_for_no_longer_than_the_time_out()
    {
        await using var server = await PortalServer.StartAsync();
        using var client = Connect(server.Address.AbsoluteUri, retries: 0);

        // It is about a portal that is connected to: on a busy machine the first connection may take the whole time by itself.
        while (Run(client, Calls(SessionMethods.Join, 1, 1))[0].Error is { Id: OwnErrorId.ConnectionFailed })
        {
        }

        server.Intercept = static async context =>
        {
            context.Response.ContentType = "application/json";
            using var drops = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await drops.WaitForNextTickAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }

            return true;
        };

        var ended = Run(client, Calls(SessionMethods.Join, 1, 2).Concat(Calls(FaultJob.OneShot, 10, 2)));

        Assert.Equal(
            [OwnErrorId.RequestTimeout, OwnErrorId.RequestTimeout, OwnErrorId.OutcomeUnknown, OwnErrorId.OutcomeUnknown],
            ended.Select(static call => call.Error!.Id));
    }

    private static Bitrix24Client Connect(string address, int retries = 1, int timeout = 1, int outage = 0) => Bitrix24Client.ForPortal(
        new WebhookCredentials(new Uri(address), "1", new Secret("sandboxwebhook1")),
        new RetryPolicy
        {
            MaximumRetryCount = retries,
            RetryInterval = TimeSpan.FromMilliseconds(10),
            RequestTimeout = TimeSpan.FromSeconds(timeout),
            OutageTimeout = TimeSpan.FromSeconds(outage),
        });

    private static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience));

    private static IEnumerable<Call> Calls(RestMethod<bool> method, int first, int count) =>
        Enumerable.Range(first, count).Select(number => SessionMethods.OnChat(method, new(ChatDirectory.GeneratedBase + number)));

    private static CallSequence<int> Submit(Bitrix24Client client, IEnumerable<Call> calls)
    {
        var sequence = new CallSequence<int>(client.Dispatcher);
        foreach (var call in calls)
        {
            sequence.Add(sequence.Count, call);
        }

        sequence.Flush();
        return sequence;
    }

    private static List<Call> Run(Bitrix24Client client, IEnumerable<Call> calls)
    {
        var sequence = Submit(client, calls);
        var ended = new List<Call>();
        while (sequence.Count > 0)
        {
            Assert.True(sequence.Wait(Patience));
            sequence.TryTake(out var entry);
            var call = entry.Call!;
            ended.Add(call);
        }

        return ended;
    }

    /// <returns>How many bytes came through the encryption.</returns>
    private static async Task<int> ServeAsync(TcpListener listener, X509Certificate2? certificate)
    {
        var received = 0;
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptTcpClientAsync();
                if (certificate is null)
                {
                    continue;
                }

                try
                {
                    await using var stream = new SslStream(socket.GetStream());
                    await stream.AuthenticateAsServerAsync(certificate);
                    received += await stream.ReadAsync(new byte[1_024]);
                }
                catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client does not like the certificate.
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The listener was stopped, while it waited or between two connections.
            return received;
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
