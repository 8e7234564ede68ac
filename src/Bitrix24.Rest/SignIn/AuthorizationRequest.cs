using System;
using System.Security.Cryptography;

namespace Bitrix24.Rest;

/// <summary>
/// A sign-in at the portal's own page, in a browser. What comes back to the return address belongs to it only with its state, which nobody
/// can guess. See <see href="https://apidocs.bitrix24.com/settings/oauth/index.html">OAuth 2.0 in Bitrix24</see>.
/// </summary>
internal sealed class AuthorizationRequest
{
    private const int StateBytes = 32;
    private const int LongestName = 200;

    private readonly string _state;

    /// <param name="portal">The portal's address.</param>
    /// <param name="clientId">The application's id.</param>
    public AuthorizationRequest(Uri portal, string clientId)
    {
        var random = new byte[StateBytes];
        using (var source = RandomNumberGenerator.Create())
        {
            source.GetBytes(random);
        }

        _state = Convert.ToBase64String(random).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Address = new Uri($"{PageOf(portal, clientId).AbsoluteUri}&state={_state}");
    }

    /// <summary>The page to open. No secret is in it.</summary>
    public Uri Address { get; }

    /// <summary>The page of a portal where somebody signs in for an application. No secret is in its address.</summary>
    public static Uri PageOf(Uri portal, string clientId) =>
        new(portal, $"/oauth/authorize/?client_id={Uri.EscapeDataString(clientId)}");

    /// <summary>Reads what came to the return address.</summary>
    /// <param name="query">The query, without its question mark.</param>
    /// <returns>Null where it does not belong to this sign-in, or has neither a code nor an error.</returns>
    public AuthorizationAnswer? Read(string query)
    {
        var fields = RedirectFields.OfQuery(query);
        var (code, error, member) = (fields["code"], fields["error"], fields["member_id"]);
        return !IsState(fields["state"]) ? null
            : code.Length is > 0 and <= TokenPair.LongestToken && SeenText.IsWord(code)
            ? new()
            {
                Code = new Secret(code),
                ServerDomain = fields["server_domain"],
                MemberId = member.Length is > 0 and <= LongestName && SeenText.IsWord(member) ? member : "",
            }
            : error.Length > 0 ? new() { Error = error }
            : null;
    }

    /// <summary>How long it takes tells nothing about where they differ.</summary>
    private bool IsState(string value)
    {
        var difference = value.Length ^ _state.Length;
        for (var index = 0; index < _state.Length; index++)
        {
            difference |= _state[index] ^ (index < value.Length ? value[index] : '\0');
        }

        return difference == 0;
    }
}
