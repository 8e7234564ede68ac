using System;
using System.Threading;
using Bitrix24.OpenLines;
using Bitrix24.Rest;
using Bitrix24.Sandbox;

namespace OpenLines.Tests;

/// <summary>When the end of a connection is told, and with what counts.</summary>
public sealed class ConnectionRunTests : IDisposable
{
    private readonly Bitrix24Client _client;
    private readonly Bitrix24Connection _connection;

    public ConnectionRunTests()
    {
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        _client = Bitrix24Client.ForHandler(credentials!, new SandboxHandler(SandboxPortal.CreateDefault()), TimeProvider.System);
        _connection = new Bitrix24Connection(
            _client,
            "sandbox",
            Bitrix24SignIn.Sandbox,
            PortalCheck.Run(_client, RevisionMethods.Get, static () => { }, CancellationToken.None),
            "1");
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_connection_that_lives_has_nothing_to_tell()
    {
        _connection.BeginRun();
        Open();

        Assert.Null(_connection.EndRun());
    }

    [Theory]
    [InlineData(OwnErrorId.ConnectionLost)]
    [InlineData(OwnErrorId.Disconnected)]
    [InlineData(OwnErrorId.PortalMoved)]
    public void An_end_amid_runs_is_told_once_by_the_last_of_them(string id)
    {
        Open();
        _connection.BeginRun();
        Open();
        _connection.BeginRun();
        _client.Dispatcher.Close(Failure.Own(id, LocalizableText.Verbatim("Over.")));
        Open();

        Assert.Null(_connection.EndRun());
        var told = _connection.EndRun();
        Assert.Equal((1, 0, 1), (told?.Succeeded, told?.Failed, told?.NotSent));

        _connection.BeginRun();
        Open();
        Assert.Null(_connection.EndRun());
    }

    [Fact]
    public void A_run_that_was_given_up_leaves_the_telling_to_the_next()
    {
        _connection.BeginRun();
        _client.Dispatcher.Close(Failure.Own(OwnErrorId.ConnectionLost, LocalizableText.Verbatim("Over.")));
        _connection.AbandonRun();
        _connection.BeginRun();
        Open();

        Assert.Equal(1, _connection.EndRun()?.NotSent);
    }

    [Fact]
    public void A_connection_that_was_disconnected_before_has_nothing_to_tell()
    {
        _client.Dispose();
        _connection.BeginRun();
        Open();

        Assert.Null(_connection.EndRun());
    }

    [Fact]
    public void Disconnecting_where_nothing_is_cut_off_is_not_told()
    {
        _connection.BeginRun();
        Open();
        _client.Dispose();

        Assert.Null(_connection.EndRun());
    }

    private void Open()
    {
        var calls = new CallSequence<int>(_client.Dispatcher);
        calls.Add(0, SessionMethods.OpenChat(new UserCode("livechat|22|1761|587")));
        calls.Flush();
        Assert.True(calls.Wait(Timeout.InfiniteTimeSpan) && calls.TryTake(out _));
    }
}
