using System;

namespace Bitrix24.Rest;

/// <summary>The address of a proxy as it was given.</summary>
internal static class ProxyAddress
{
    /// <summary>Reads a proxy's address, with or without its scheme.</summary>
    /// <param name="given">For example <c>http://proxy.example:3128</c> or <c>proxy.example:3128</c>.</param>
    /// <param name="proxy">Scheme, host and port.</param>
    /// <param name="error">What is wrong with it, in words that do not repeat it.</param>
    public static bool TryParse(Uri given, out Uri? proxy, out Bitrix24Exception? error)
    {
        var text = given.OriginalString.Trim();
        if (text.IndexOf("://", StringComparison.Ordinal) < 0)
        {
            text = "http://" + text;
        }

        var problem = Uri.TryCreate(text, UriKind.Absolute, out proxy) ? FindProblem(proxy) : RestText.Of("ProxyAddress_Not");
        error = problem is null ? null : Failure.Own(OwnErrorId.InvalidProxy, RestText.Of("ProxyAddress_Invalid", problem));
        proxy = error is null ? PortalAddress.OriginOf(proxy!) : null;
        return error is null;
    }

    private static LocalizableText? FindProblem(Uri address) =>
        address.Scheme != Uri.UriSchemeHttp
            ? RestText.Of("ProxyAddress_NotHttp")
        : address.UserInfo.Length > 0 ? RestText.Of("ProxyAddress_HasUser")
        : address.Host.Length == 0 ? RestText.Of("Address_NoHost")
        : address.PathAndQuery.Length > 1 || address.Fragment.Length > 0 ? RestText.Of("ProxyAddress_HasPath")
        : null;
}
