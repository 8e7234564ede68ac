using System;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// Which token server is asked. It gets the application's key and the refresh token, so it is one of the two that Bitrix24 has, or the one
/// that the user named; what an answer says is believed within that.
/// </summary>
internal static class TokenHost
{
    /// <summary>The one that is asked where nobody says which.</summary>
    public static readonly Uri Usual = new("https://oauth.bitrix.info/");

    private static readonly Uri[] Known = [Usual, new("https://oauth.bitrix24.tech/")];

    /// <summary>The server to ask.</summary>
    /// <param name="named">The one that the user named; null where he named none.</param>
    /// <param name="told">What was told by the portal or by a token server before; null where nothing was.</param>
    public static Uri Choose(Uri? named, Uri? told) => named ?? (told is not null && Known.Contains(told) ? told : Usual);

    /// <summary>
    /// The server of a <c>server_endpoint</c>, such as <c>https://oauth.bitrix.info/rest/</c>, or of a <c>server_domain</c>.
    /// </summary>
    /// <returns>Null where it is not one of the known ones.</returns>
    public static Uri? Find(string? told) =>
        told is null ? null
        : Known.FirstOrDefault(server =>
            string.Equals(told, server.Host, StringComparison.OrdinalIgnoreCase)
            || (Uri.TryCreate(told, UriKind.Absolute, out var address) && PortalAddress.OriginOf(address) == server));
}
