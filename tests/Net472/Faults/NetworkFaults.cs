using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Portal.Faults;

/// <summary>The exceptions of a network, in the shapes in which .NET Framework throws them.</summary>
internal static class NetworkFaults
{
    /// <summary>The connection could not be made; null for a fault of another sort.</summary>
    public static HttpRequestException? OfConnect(FaultKind kind) => kind switch
    {
        FaultKind.ConnectionRefused => Failed(WebExceptionStatus.ConnectFailure, new SocketException((int)SocketError.ConnectionRefused)),
        FaultKind.NameNotResolved => Failed(WebExceptionStatus.NameResolutionFailure, new SocketException((int)SocketError.HostNotFound)),
        FaultKind.HostUnreachable => Failed(WebExceptionStatus.ConnectFailure, new SocketException((int)SocketError.HostUnreachable)),
        FaultKind.ConnectTimedOut => Failed(WebExceptionStatus.ConnectFailure, new SocketException((int)SocketError.TimedOut)),
        FaultKind.TlsFailed => Failed(
            WebExceptionStatus.TrustFailure,
            new AuthenticationException("The remote certificate is invalid according to the validation procedure.")),
        _ => null,
    };

    /// <summary>The connection broke while the answer was awaited; null for a fault of another sort.</summary>
    public static HttpRequestException? OfWait(FaultKind kind) => kind switch
    {
        FaultKind.Cut => Failed(WebExceptionStatus.ReceiveFailure, Read(SocketError.ConnectionReset)),
        FaultKind.WayLost => Failed(WebExceptionStatus.ReceiveFailure, Read(SocketError.HostUnreachable)),
        _ => null,
    };

    /// <summary>A read from the connection failed.</summary>
    public static IOException Read(SocketError error) =>
        new("Unable to read data from the transport connection.", new SocketException((int)error));

    private static HttpRequestException Failed(WebExceptionStatus status, System.Exception cause) =>
        new("An error occurred while sending the request.", new WebException("The request failed.", cause, status, response: null));
}
