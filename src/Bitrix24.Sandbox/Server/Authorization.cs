using System;

namespace Bitrix24.Sandbox;

/// <summary>Who calls, and whether the portal lets him.</summary>
internal static class Authorization
{
    private const string Bearer = "Bearer ";

    public static (SandboxCredential? Credential, SandboxError? Error) Check(SandboxPortal portal, RestRequest request)
    {
        var (credential, error) = request.Route.Code is { } code ? CheckWebhook(portal, request, code) : CheckToken(portal, request);
        if (credential is null)
        {
            return (null, error);
        }

        if (credential.User.IsDismissed)
        {
            return (null, PortalErrors.Unauthorized);
        }

        if (portal.Switches.PlanWithoutRest)
        {
            return (null, credential.IsWebhook ? PortalErrors.NoPlanForWebhook : PortalErrors.NoPlan);
        }

        return portal.Switches.Overloaded ? (null, PortalErrors.Overload) : (credential, null);
    }

    private static (SandboxCredential? Credential, SandboxError? Error) CheckWebhook(SandboxPortal portal, RestRequest request, string code)
    {
        if (portal.Options.RequireHttps && request.Http.Address.Scheme != Uri.UriSchemeHttps)
        {
            return (null, PortalErrors.HttpsRequired);
        }

        var credential = portal.FindCredential(code);
        return credential is { IsWebhook: true, IsRevoked: false } && credential.User.Id == request.Route.UserId
            ? (credential, null)
            : (null, PortalErrors.InvalidCredentials);
    }

    private static (SandboxCredential? Credential, SandboxError? Error) CheckToken(SandboxPortal portal, RestRequest request)
    {
        var token = FindToken(request);
        if (token.Length == 0)
        {
            return (null, PortalErrors.NoAuth);
        }

        var credential = portal.FindCredential(token);
        if (credential is not { IsWebhook: false, IsRevoked: false })
        {
            return (null, PortalErrors.InvalidToken);
        }

        return credential.IsExpired || portal.Clock.Now >= credential.ExpiresAt ? (null, PortalErrors.ExpiredToken) : (credential, null);
    }

    private static string FindToken(RestRequest request)
    {
        var header = request.Http.Authorization ?? "";
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header.Substring(Bearer.Length).Trim();
        }

        var token = PhpValue.ToText(request.Parameters["auth"]);
        return string.IsNullOrEmpty(token) ? PhpValue.ToText(request.Parameters["access_token"]) ?? "" : token!;
    }
}
