namespace System.Net.Http;

/// <summary>The one value that is asked for; .NET Framework tells of TLS by a WebException inside.</summary>
internal enum HttpRequestError
{
    Unknown,
    SecureConnectionError,
}
