using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using Bitrix24.Sandbox;

namespace Portal.OAuth;

/// <summary>
/// A token server beside a portal: it gives access tokens that the portal knows, and with each a new refresh token. The old one is dead at
/// once. Its documentation names no more than this: https://apidocs.bitrix24.com/settings/oauth/index.html.
/// </summary>
internal sealed class TokenIssuer(SandboxPortal portal)
{
    public const string MemberId = "a223c6b3710f85df22e9377d6c4f7553";

    private readonly Dictionary<string, bool> _refreshTokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _codes = new(StringComparer.Ordinal);
    private readonly Queue<TokenFault> _faults = new();
    private readonly List<TokenGrantRecord> _grants = [];
    private TaskCompletionSource? _released;
    private int _number;
    private string _last = "";

    public string ClientId { get; set; } = "local.5f0d4a1b2c3d4e.12345678";

    public string ClientSecret { get; set; } = "clientSECRETclientSECRETclientSECRETclientSECRET00";

    /// <summary>How long an access token is good.</summary>
    public TimeSpan Life { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What it tells of that; null for the truth.</summary>
    public TimeSpan? ToldLife { get; set; }

    /// <summary>The user on whose behalf tokens are.</summary>
    public long UserId { get; set; } = 1;

    /// <summary>Where it says that the portal is.</summary>
    public Uri PortalAddress { get; set; } = new($"https://{SandboxPortal.Host}/");

    /// <summary>Which token server it says it is.</summary>
    public Uri ServerAddress { get; set; } = new("https://oauth.bitrix.info/");

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<TokenGrantRecord> Grants
    {
        get
        {
            lock (_grants)
            {
                return [.. _grants];
            }
        }
    }

    /// <summary>The next requests are treated so, in this order.</summary>
    public void Next(params TokenFault[] faults)
    {
        lock (_grants)
        {
            Array.ForEach(faults, _faults.Enqueue);
        }
    }

    /// <summary>The next request waits for <see cref="Release"/>.</summary>
    public void Hold()
    {
        _released = new();
        Next(new TokenFault { Until = _released.Task });
    }

    public void Release() => _released?.TrySetResult();

    /// <summary>Whether a request waits that is held.</summary>
    public bool IsHolding
    {
        get
        {
            lock (_grants)
            {
                return _faults.Count == 0 && _released is { Task.IsCompleted: false };
            }
        }
    }

    /// <summary>A refresh token that it takes for its own.</summary>
    public void AddRefreshToken(string token)
    {
        lock (_grants)
        {
            _refreshTokens[token] = true;
        }
    }

    /// <summary>A code that the portal has given somebody.</summary>
    public void AddCode(string code)
    {
        lock (_grants)
        {
            _codes[code] = true;
        }
    }

    /// <summary>Ends the access token that was given last.</summary>
    public void EndLast()
    {
        lock (_grants)
        {
            portal.Switches.Expire(_last);
        }
    }

    /// <summary>What is to befall the next request; null for nothing.</summary>
    public TokenFault? TakeFault()
    {
        lock (_grants)
        {
            return _faults.TryDequeue(out var fault) ? fault : null;
        }
    }

    /// <summary>Answers the form of a request.</summary>
    /// <returns>The status and the JSON.</returns>
    public (int Status, string Body) Answer(string form)
    {
        lock (_grants)
        {
            var fields = form.Split('&').Select(static field => field.Split(['='], 2))
                .ToLookup(static pair => pair[0], static pair => WebUtility.UrlDecode(pair[pair.Length - 1]), StringComparer.Ordinal);
            var grant = fields["grant_type"].FirstOrDefault() ?? "";
            var given = fields[grant == "refresh_token" ? "refresh_token" : "code"].FirstOrDefault() ?? "";
            var (status, error) = FindError(grant, given, fields);
            _grants.Add(new(grant, given, error, portal.Options.Time.GetUtcNow()));
            return error is not null ? (status, $"{{\"error\":\"{error}\"}}") : (200, Give());
        }
    }

    private (int Status, string? Error) FindError(string grant, string given, ILookup<string, string> fields)
    {
        if (fields["client_id"].FirstOrDefault() != ClientId)
        {
            return (200, "wrong_client");
        }

        if (fields["client_secret"].FirstOrDefault() != ClientSecret)
        {
            return (400, "invalid_client");
        }

        var known = grant == "refresh_token" ? _refreshTokens : _codes;
        if (given.Length == 0)
        {
            return (400, "invalid_request");
        }

        return known.Remove(given) ? (200, null) : (400, "invalid_grant");
    }

    private string Give()
    {
        var number = (++_number).ToString("D8", CultureInfo.InvariantCulture);
        var (access, refresh) = ($"access{number}aXk29dLq7Zr4Tn81Wb3s", $"refresh{number}rPm56vGy0Hc8Jf29Ue7k");
        _refreshTokens[refresh] = true;
        _last = access;
        lock (portal.Gate)
        {
            var user = portal.FindUser(UserId)!;
            portal.AddCredential(new(access, user, isWebhook: false, DefaultData.Scopes)
            {
                ExpiresAt = portal.Options.Time.GetUtcNow() + Life,
            });
        }

        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["access_token"] = access,
            ["expires_in"] = (long)(ToldLife ?? Life).TotalSeconds,
            ["scope"] = "imopenlines,im",
            ["domain"] = ServerAddress.Host,
            ["server_endpoint"] = new Uri(ServerAddress, "rest/").AbsoluteUri,
            ["status"] = "L",
            ["client_endpoint"] = new Uri(PortalAddress, "rest/").AbsoluteUri,
            ["member_id"] = MemberId,
            ["user_id"] = UserId,
            ["refresh_token"] = refresh,
        });
    }
}
