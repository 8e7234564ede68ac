using System.Net;

namespace Bitrix24.Rest;

/// <summary>A proxy let no request through, so nothing was executed. It is named, since it is there that something must be done.</summary>
internal static class ProxyFailure
{
    private const string Settings =
        "Check the proxy settings: -Proxy or -NoProxy of Connect-Bitrix24, or those of this machine (the environment variables " +
        "HTTPS_PROXY and NO_PROXY, or the system's own), and whether the proxy lets requests through to the portal. Nothing was executed.";

    private const string SignIn =
        "The proxy asks for a user name and a password, or refuses those that it was given. Give them to Connect-Bitrix24 with " +
        "-Proxy and -ProxyCredential, or with -ProxyUseDefaultCredentials. Nothing was executed.";

    /// <summary>The proxy could not be reached.</summary>
    public static Bitrix24Exception Of(string description, string method) => Make(description, status: null, method);

    /// <summary>The proxy refused.</summary>
    /// <param name="path">The way to the portal.</param>
    /// <param name="status">The status of its answer; null where it is not known.</param>
    /// <param name="method">The REST method.</param>
    public static Bitrix24Exception OfAnswer(NetworkPath path, HttpStatusCode? status, string method)
    {
        var who = path.Proxy is null ? "A proxy" : path.First;
        return Make(
            $"{who} {(status is { } known ? $"answered HTTP {(int)known} and " : "")}let nothing through to {path.Host}.",
            status,
            method);
    }

    private static Bitrix24Exception Make(string description, HttpStatusCode? status, string method)
    {
        var error = Failure.Own(OwnErrorId.ConnectionFailed, description, method, status);
        return new(
            error.Row with { Advice = status == HttpStatusCode.ProxyAuthenticationRequired ? SignIn : Settings },
            error.Id, error.Code, error.Description, status, method);
    }
}
