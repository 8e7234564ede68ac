using System;
using System.Text;

namespace Bitrix24.Rest;

/// <summary>What a pair of tokens is given for.</summary>
internal sealed class TokenGrant
{
    private readonly string _type;
    private readonly string _field;

    private TokenGrant(string type, string field, Secret value, TokenOwner owner)
    {
        (_type, _field) = (type, field);
        Value = value;
        Owner = owner;
    }

    /// <summary>The code or the refresh token.</summary>
    public Secret Value { get; }

    /// <summary>Whose tokens are asked for.</summary>
    public TokenOwner Owner { get; }

    /// <summary>The code that the portal gives whoever has signed in there; good for 30 seconds, once.</summary>
    public static TokenGrant OfCode(Secret code, Uri portal) => new("authorization_code", "code", code, new(portal, ""));

    /// <summary>A refresh token that somebody brought.</summary>
    public static TokenGrant OfRefresh(Secret token, Uri portal) => new("refresh_token", "refresh_token", token, new(portal, ""));

    /// <summary>The refresh token of the pair before.</summary>
    public static TokenGrant OfRefresh(TokenPair pair) =>
        new("refresh_token", "refresh_token", pair.RefreshToken, new(pair.Portal, pair.MemberId));

    /// <summary>Writes the body of the request, a form.</summary>
    public byte[] Write(OAuthApplication application) => Encoding.ASCII.GetBytes(
        $"grant_type={_type}&client_id={Uri.EscapeDataString(application.Id)}"
        + $"&client_secret={Uri.EscapeDataString(application.Key.Reveal())}&{_field}={Uri.EscapeDataString(Value.Reveal())}");
}
