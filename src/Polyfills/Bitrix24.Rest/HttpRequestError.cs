namespace System.Net.Http;

/// <summary>The values that are asked for; .NET Framework tells of what went wrong by a WebException inside.</summary>
internal enum HttpRequestError
{
    Unknown,
    NameResolutionError,
    ConnectionError,
    SecureConnectionError,
    ProxyTunnelError,
}
