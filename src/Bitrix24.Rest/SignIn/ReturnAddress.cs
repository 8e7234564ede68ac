using System;

namespace Bitrix24.Rest;

/// <summary>Where the browser is sent back to: an address of this very machine, which is the one in the application's settings.</summary>
internal static class ReturnAddress
{
    /// <summary>The one that is used where none is given.</summary>
    public const string Usual = "http://localhost:8724/";

    /// <summary>Reads one.</summary>
    /// <param name="text">For example <c>http://localhost:8724/</c>.</param>
    /// <param name="address">The address.</param>
    /// <returns>What is wrong with it, in words that do not repeat it; null where nothing is.</returns>
    public static LocalizableText? Read(string text, out Uri? address)
    {
        address = null;
        var problem = !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var found) ? RestText.Of("Address_NotWeb")
            : found.Scheme == Uri.UriSchemeHttps
                ? RestText.Of("ReturnAddress_Https")
            : found.Scheme != Uri.UriSchemeHttp ? RestText.Of("ReturnAddress_NotHttp")
            : !PortalAddress.IsThisMachine(found) ? RestText.Of("ReturnAddress_Elsewhere")
            : PortalAddress.FindProblem(found);
        if (problem is null)
        {
            address = found;
        }

        return problem;
    }
}
