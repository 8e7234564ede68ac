using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>A sandbox portal behind a real HTTP server, and clients of it.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    // Tests leave no files at home.
    static PortalFixture() => Environment.SetEnvironmentVariable(PaceFile.FolderVariable, "none");

    internal PortalServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PortalServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    internal Bitrix24Client Connect(string webhook = DefaultData.AdminWebhook)
    {
        Assert.True(WebhookAddress.TryParse(Server.WebhookUrlOf(webhook), out var credentials, out _));
        return Bitrix24Client.ForPortal(credentials!, new RetryPolicy { MaximumRetryCount = 0 });
    }

    internal Bitrix24Client ConnectWithToken(string token) =>
        Bitrix24Client.ForPortal(new AccessTokenCredentials(Server.Address, new Secret(token)), new RetryPolicy { MaximumRetryCount = 0 });

    /// <summary>Runs calls through the whole client and waits for them all.</summary>
    internal static IReadOnlyList<T> Run<T>(Bitrix24Client client, params T[] calls)
        where T : Call
    {
        var sequence = new CallSequence<int>(client.Dispatcher);
        foreach (var call in calls)
        {
            sequence.Add(0, call);
        }

        sequence.Flush();
        while (sequence.Count > 0)
        {
            Assert.True(sequence.Wait(TimeSpan.FromMinutes(1)));
            Assert.True(sequence.TryTake(out _));
        }

        return calls;
    }

    /// <summary>Runs one call, with a canned answer if there is one.</summary>
    internal T RunOne<T>(T call, CannedAnswer? answer = null, string webhook = DefaultData.AdminWebhook)
        where T : Call
    {
        if (answer is not null)
        {
            Server.Next(answer);
        }

        using var client = Connect(webhook);
        return Run(client, call)[0];
    }
}
