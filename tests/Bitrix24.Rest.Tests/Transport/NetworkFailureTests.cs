using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Bitrix24.Rest.Tests;

/// <summary>What an exception of the HTTP stack is told as: whose fault it is, and whether anything can have been executed.</summary>
public sealed class NetworkFailureTests
{
    private static readonly NetworkPath Direct = new("portal.example", null);
    private static readonly NetworkPath Proxied = new("portal.example", "proxy.example:3128");

    [Theory]
    [InlineData(SocketError.HostNotFound, "The name portal.example could not be resolved.")]
    [InlineData(SocketError.TryAgain, "The name portal.example could not be resolved.")]
    [InlineData(SocketError.NoData, "The name portal.example could not be resolved.")]
    [InlineData(SocketError.NoRecovery, "The name portal.example could not be resolved.")]
    [InlineData(SocketError.ConnectionRefused, "Nothing answers at portal.example: the connection was refused.")]
    [InlineData(SocketError.HostUnreachable, "portal.example cannot be reached.")]
    [InlineData(SocketError.NetworkUnreachable, "portal.example cannot be reached.")]
    [InlineData(SocketError.HostDown, "portal.example cannot be reached.")]
    [InlineData(SocketError.NetworkDown, "portal.example cannot be reached.")]
    [InlineData(SocketError.AddressNotAvailable, "portal.example cannot be reached.")]
    [InlineData(SocketError.AccessDenied, "portal.example cannot be reached.")]
    [InlineData(SocketError.TimedOut, "portal.example did not answer the attempt to connect: perhaps a firewall drops it.")]
    [InlineData(SocketError.NetworkReset, "No connection to portal.example could be made.")]
    public void Every_reason_why_there_is_no_connection_has_its_words(SocketError code, string expected)
    {
        var direct = Read(new SocketException((int)code), Direct);
        Assert.Equal(expected, direct.Description);
        Assert.DoesNotContain("proxy settings", direct.Row.Advice, StringComparison.Ordinal);

        var proxied = Read(new SocketException((int)code), Proxied);
        Assert.Contains("he proxy proxy.example:3128", proxied.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("portal.example", proxied.Description, StringComparison.Ordinal);
        Assert.Contains("proxy settings", proxied.Row.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Trouble_with_TLS_names_the_portal_and_the_proxy_between()
    {
        var refused = new AuthenticationException("x");
        const string Certificate = "The server certificate of portal.example was not accepted, or TLS could not be agreed on";

        Assert.Equal(Certificate + ".", Read(refused, Direct).Description);
        Assert.Equal(Certificate + " through the proxy proxy.example:3128.", Read(refused, Proxied).Description);
        Assert.Equal(
            Certificate + ".", Read(new WebException("x", refused, WebExceptionStatus.TrustFailure, null), Direct).Description);
        Assert.Equal(
            "TLS could not be agreed on with portal.example.",
            Read(new WebException("x", WebExceptionStatus.SecureChannelFailure), Direct).Description);
        Assert.Equal(
            "TLS could not be agreed on with portal.example through the proxy proxy.example:3128.",
            Read(new WebException("x", WebExceptionStatus.TrustFailure), Proxied).Description);
    }

    [Fact]
    public void A_proxy_that_forbids_a_request_without_a_status_is_named() =>
        Assert.Equal(
            "The proxy proxy.example:3128 let nothing through to portal.example.",
            Read(new WebException("x", WebExceptionStatus.RequestProhibitedByProxy), Proxied).Description);

    [Fact]
    public void Time_that_is_over_means_no_connection_only_before_the_request_has_left()
    {
        Assert.StartsWith(
            "portal.example did not answer the attempt", Read(new TimeoutException(), Direct).Description, StringComparison.Ordinal);

        var lost = NetworkFailure.Read(new TimeoutException(), Direct, hasLeft: true, "test.read");
        Assert.Equal(
            (FailureKind.Ambiguous, "The connection to portal.example broke before the answer was complete."),
            (lost.Row.Kind, lost.Description));
    }

    [Fact]
    public void A_socket_that_fails_under_a_connection_that_was_made_says_nothing_of_the_request()
    {
        var broken = new IOException("x", new SocketException((int)SocketError.HostUnreachable));

        Assert.Equal(FailureKind.Ambiguous, NetworkFailure.Read(broken, Direct, hasLeft: true, "test.read").Row.Kind);
        Assert.Equal("No connection to portal.example could be made.", Read(broken, Direct).Description);
    }

    private static Bitrix24Exception Read(Exception exception, NetworkPath path)
    {
        var failure = NetworkFailure.Read(exception, path, hasLeft: false, "test.read");
        Assert.Equal(("ConnectionFailed", FailureKind.NotExecuted, "test.read"), (failure.Id, failure.Row.Kind, failure.Method));
        return failure;
    }
}
