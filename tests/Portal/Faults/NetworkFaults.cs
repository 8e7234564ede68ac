using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Portal.Faults;

/// <summary>The exceptions of a network, in the shapes in which .NET throws them.</summary>
internal static class NetworkFaults
{
    /// <summary>The connection could not be made; null for a fault of another sort.</summary>
    public static HttpRequestException? OfConnect(FaultKind kind) => kind switch
    {
        FaultKind.ConnectionRefused => Connect(SocketError.ConnectionRefused),
        FaultKind.NameNotResolved =>
            new(HttpRequestError.NameResolutionError, "Name or service not known", new SocketException((int)SocketError.HostNotFound)),
        FaultKind.HostUnreachable => Connect(SocketError.HostUnreachable),
        FaultKind.ConnectTimedOut => Connect(SocketError.TimedOut),
        FaultKind.TlsFailed => new(
            HttpRequestError.SecureConnectionError,
            "The SSL connection could not be established, see inner exception.",
            new AuthenticationException("The remote certificate is invalid according to the validation procedure.")),
        _ => null,
    };

    /// <summary>The connection broke while the answer was awaited; null for a fault of another sort.</summary>
    public static HttpRequestException? OfWait(FaultKind kind) => kind switch
    {
        FaultKind.Cut or FaultKind.CutDuringWork =>
            new(HttpRequestError.Unknown, "An error occurred while sending the request.", Read(SocketError.ConnectionReset)),
        FaultKind.WayLost =>
            new(HttpRequestError.Unknown, "An error occurred while sending the request.", Read(SocketError.HostUnreachable)),
        _ => null,
    };

    /// <summary>A read from the connection failed.</summary>
    public static IOException Read(SocketError error) =>
        new("Unable to read data from the transport connection.", new SocketException((int)error));

    private static HttpRequestException Connect(SocketError error) =>
        new(HttpRequestError.ConnectionError, "Connection failed", new SocketException((int)error));
}
