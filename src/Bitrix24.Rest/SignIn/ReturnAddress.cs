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
    public static string? Read(string text, out Uri? address)
    {
        address = null;
        var problem = !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var found) ? "it is not a web address"
            : found.Scheme == Uri.UriSchemeHttps
                ? "it begins with https://, for which this machine has no certificate: it has to be http:// and an address of this machine"
            : found.Scheme != Uri.UriSchemeHttp ? "it does not begin with http://"
            : !PortalAddress.IsThisMachine(found) ? "it is no address of this machine, such as localhost or 127.0.0.1"
            : PortalAddress.FindProblem(found);
        if (problem is null)
        {
            address = found;
        }

        return problem;
    }
}
