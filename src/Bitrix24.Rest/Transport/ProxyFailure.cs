using System.Net;

namespace Bitrix24.Rest;

/// <summary>A proxy let no request through, so nothing was executed. It is named, since it is there that something must be done.</summary>
internal static class ProxyFailure
{
    private static readonly LocalizableText Settings = RestText.Of("Proxy_SettingsAdvice");

    private static readonly LocalizableText SignIn = RestText.Of("Proxy_SignInAdvice");

    /// <summary>The proxy could not be reached.</summary>
    public static Bitrix24Exception Of(LocalizableText description, string method) => Make(description, status: null, method);

    /// <summary>The proxy refused.</summary>
    /// <param name="path">The way to the portal.</param>
    /// <param name="status">The status of its answer; null where it is not known.</param>
    /// <param name="method">The REST method.</param>
    public static Bitrix24Exception OfAnswer(NetworkPath path, HttpStatusCode? status, string method)
    {
        var who = path.Proxy is null ? RestText.Of("Proxy_Unknown") : path.First;
        return Make(
            status is { } known
                ? RestText.Of("Proxy_Refused", who, (int)known, path.Host)
                : RestText.Of("Proxy_Lets", who, path.Host),
            status,
            method);
    }

    private static Bitrix24Exception Make(LocalizableText description, HttpStatusCode? status, string method) =>
        Failure.Own(OwnErrorId.ConnectionFailed, description, method, status)
            .Advising(status == HttpStatusCode.ProxyAuthenticationRequired ? SignIn : Settings);
}
