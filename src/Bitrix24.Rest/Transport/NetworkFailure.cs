using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Bitrix24.Rest;

/// <summary>Tells of an exception of the HTTP stack whether the request can have reached the portal.</summary>
internal static class NetworkFailure
{
    /// <summary>The error of an exchange that broke. The exception itself is not kept: nobody knows what its texts hold.</summary>
    /// <param name="exception">What the HTTP stack threw.</param>
    /// <param name="path">The way to the portal.</param>
    /// <param name="hasLeft">Whether the request had begun to leave: before that, nothing can have been executed.</param>
    /// <param name="method">The REST method.</param>
    public static Bitrix24Exception Read(Exception exception, NetworkPath path, bool hasLeft, string method)
    {
        // Under an IOException a connection broke that had been made: the same socket errors say nothing about the request there.
        for (var cause = exception; cause is not (null or IOException); cause = cause.InnerException)
        {
            if (Of(cause, path, hasLeft, method) is { } failure)
            {
                return failure;
            }
        }

        if (!hasLeft)
        {
            return Unmade(path, method);
        }

        var lost = Failure.Own(OwnErrorId.ConnectionFailed, $"The connection to {path.Host} broke before the answer was complete.", method);
        return new(
            lost.Row with
            {
                Kind = FailureKind.Ambiguous,
                Advice = "Check the network and the proxy, then run the command again for what failed.",
            },
            lost.Id, lost.Code, lost.Description, lost.HttpStatus, method);
    }

    /// <summary>No connection was made in time, so nothing was executed.</summary>
    public static Bitrix24Exception NotInTime(NetworkPath path, string method) =>
        NoConnection(path, $"{path.First} did not answer the attempt to connect: perhaps a firewall drops it.", method);

    private static Bitrix24Exception? Of(Exception cause, NetworkPath path, bool hasLeft, string method) => cause switch
    {
        CertificateRefusal refusal =>
            Failure.Own(OwnErrorId.ConnectionFailed, path.Redaction.Clean(refusal.Message, Redaction.LongestDescription), method)
                .Advising(refusal.Advice),
        HttpRequestException { InnerException: not AuthenticationException } http => Of(http, path, method),
        AuthenticationException => Failure.Own(
            OwnErrorId.ConnectionFailed,
            $"The server certificate of {path.Host} was not accepted, or TLS could not be agreed on{Through(path)}.",
            method),

        // So the HTTP stack tells that its time for making a connection is over.
        TimeoutException when !hasLeft => NotInTime(path, method),
        SocketException socket => OfSocket(socket.SocketErrorCode, path, method),
        WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } } =>
            ProxyFailure.OfAnswer(path, HttpStatusCode.ProxyAuthenticationRequired, method),
        WebException web => OfWeb(web, path, method),
        _ => null,
    };

    private static Bitrix24Exception? Of(HttpRequestException http, NetworkPath path, string method) => http.HttpRequestError switch
    {
        HttpRequestError.ProxyTunnelError => ProxyFailure.OfAnswer(path, http.StatusCode, method),
        HttpRequestError.NameResolutionError => Unresolved(path, method),
        HttpRequestError.SecureConnectionError => NoTls(path, method),
        HttpRequestError.ConnectionError => OfConnect(http.InnerException, path, method),
        _ => null,
    };

    private static Bitrix24Exception OfConnect(Exception? cause, NetworkPath path, string method) =>
        (cause is SocketException socket ? OfSocket(socket.SocketErrorCode, path, method) : null) ?? Unmade(path, method);

    private static Bitrix24Exception? OfSocket(SocketError code, NetworkPath path, string method) => code switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => Unresolved(path, method),
        SocketError.ConnectionRefused => NoConnection(path, $"Nothing answers at {path.Next}: the connection was refused.", method),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown
            or SocketError.AddressNotAvailable or SocketError.AccessDenied =>
            NoConnection(path, $"{path.First} cannot be reached.", method),
        SocketError.TimedOut => NotInTime(path, method),
        _ => null,
    };

    private static Bitrix24Exception? OfWeb(WebException web, NetworkPath path, string method) => web.Status switch
    {
        WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure => Unresolved(path, method),
        WebExceptionStatus.RequestProhibitedByProxy => ProxyFailure.OfAnswer(path, status: null, method),
        WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure when web.InnerException is not AuthenticationException =>
            NoTls(path, method),
        WebExceptionStatus.ConnectFailure => OfConnect(web.InnerException, path, method),
        _ => null,
    };

    private static Bitrix24Exception Unmade(NetworkPath path, string method) =>
        NoConnection(path, $"No connection to {path.Next} could be made.", method);

    private static Bitrix24Exception Unresolved(NetworkPath path, string method) =>
        NoConnection(path, $"The name {(path.Proxy is null ? path.Host : $"of the proxy {path.Proxy}")} could not be resolved.", method);

    private static Bitrix24Exception NoTls(NetworkPath path, string method) =>
        Failure.Own(OwnErrorId.ConnectionFailed, $"TLS could not be agreed on with {path.Host}{Through(path)}.", method);

    private static Bitrix24Exception NoConnection(NetworkPath path, string description, string method) =>
        path.Proxy is null ? Failure.Own(OwnErrorId.ConnectionFailed, description, method) : ProxyFailure.Of(description, method);

    private static string Through(NetworkPath path) => path.Proxy is null ? "" : $" through the proxy {path.Proxy}";
}
