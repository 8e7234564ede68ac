using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Bitrix24.Rest;

/// <summary>Tells of an exception of the HTTP stack whether the request can have reached the portal.</summary>
internal static class NetworkFailure
{
    /// <summary>The error of an exchange that broke. The exception itself is not kept: nobody knows what its texts hold.</summary>
    public static Bitrix24Exception Read(Exception exception, string host, string method)
    {
        // Under an IOException a connection broke that had been made: the same socket errors say nothing about the request there.
        for (var cause = exception; cause is not (null or IOException); cause = cause.InnerException)
        {
            switch (cause)
            {
#if NET
                case System.Net.Http.HttpRequestException { HttpRequestError: System.Net.Http.HttpRequestError.SecureConnectionError, InnerException: not AuthenticationException }:
                    return Failure.Own(OwnErrorId.ConnectionFailed, $"TLS could not be agreed on with {host}.", method);
#endif
                case AuthenticationException:
                    return Failure.Own(OwnErrorId.ConnectionFailed, $"The server certificate of {host} was not accepted, or TLS could not be agreed on.", method);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                case WebException { Status: WebExceptionStatus.NameResolutionFailure }:
                    return Failure.Own(OwnErrorId.ConnectionFailed, $"The name {host} could not be resolved.", method);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return Failure.Own(OwnErrorId.ConnectionFailed, $"{host} refused the connection.", method);
                case SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown }:
                    return Failure.Own(OwnErrorId.ConnectionFailed, $"{host} cannot be reached.", method);
                case WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                    return Failure.Own(OwnErrorId.ConnectionFailed, $"No connection to {host} could be made.", method);
                default:
                    break;
            }
        }

        var lost = Failure.Own(OwnErrorId.ConnectionFailed, $"The connection to {host} broke before the answer was complete.", method);
        return new(
            lost.Row with { Kind = FailureKind.Ambiguous, Advice = "The work may have been done. Look in Bitrix24, or run the command again for the items that failed." },
            lost.Id, lost.Code, lost.Description, lost.HttpStatus, method);
    }
}
