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

        var lost = Failure.Own(OwnErrorId.ConnectionFailed, RestText.Of("Network_Broke", path.Host), method);
        return lost.As(FailureKind.Ambiguous)
            .Advising(RestText.Of("Network_BrokeAdvice"));
    }

    /// <summary>No connection was made in time, so nothing was executed.</summary>
    public static Bitrix24Exception NotInTime(NetworkPath path, string method) =>
        NoConnection(path, RestText.Of("Network_NotInTime", path.First), method);

    private static Bitrix24Exception? Of(Exception cause, NetworkPath path, bool hasLeft, string method) => cause switch
    {
        CertificateRefusal refusal =>
            Failure.Own(OwnErrorId.ConnectionFailed, refusal.Text.Cleaned(path.Redaction), method).Advising(refusal.Advice),
        HttpRequestException { InnerException: not AuthenticationException } http => Of(http, path, method),
        AuthenticationException => Failure.Own(
            OwnErrorId.ConnectionFailed,
            path.Proxy is null
                ? RestText.Of("Network_NoTrust", path.Host)
                : RestText.Of("Network_NoTrustThroughProxy", path.Host, path.Proxy),
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
        SocketError.ConnectionRefused => NoConnection(path, RestText.Of("Network_Refused", path.Next), method),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown
            or SocketError.AddressNotAvailable or SocketError.AccessDenied =>
            NoConnection(path, RestText.Of("Network_Unreachable", path.First), method),
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
        NoConnection(path, RestText.Of("Network_NoConnection", path.Next), method);

    private static Bitrix24Exception Unresolved(NetworkPath path, string method) =>
        NoConnection(
            path,
            path.Proxy is null
                ? RestText.Of("Network_NoName", path.Host)
                : RestText.Of("Network_NoNameOfProxy", path.Proxy),
            method);

    private static Bitrix24Exception NoTls(NetworkPath path, string method) =>
        Failure.Own(
            OwnErrorId.ConnectionFailed,
            path.Proxy is null
                ? RestText.Of("Network_NoTls", path.Host)
                : RestText.Of("Network_NoTlsThroughProxy", path.Host, path.Proxy),
            method);

    private static Bitrix24Exception NoConnection(NetworkPath path, LocalizableText description, string method) =>
        path.Proxy is null ? Failure.Own(OwnErrorId.ConnectionFailed, description, method) : ProxyFailure.Of(description, method);
}
