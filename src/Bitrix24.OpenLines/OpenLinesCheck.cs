using System;
using System.Collections.Generic;
using System.Threading;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>Asks a portal, in one request, whether Open Lines may be worked on with the credentials of a connection.</summary>
internal static class OpenLinesCheck
{
    /// <summary>What the portal is asked for.</summary>
    public static IReadOnlyList<string> Methods { get; } = [.. PortalCheck.Methods, RevisionMethods.Get.Name];

    /// <inheritdoc cref="PortalCheck.Run"/>
    public static PortalCheck Run(Bitrix24Client client, Action whileWaiting, CancellationToken cancellation) =>
        PortalCheck.Run(client, RevisionMethods.Get, whileWaiting, cancellation);

    /// <summary>Why Open Lines may not be worked on; null where it may.</summary>
    public static Bitrix24Exception? FindProblem(PortalCheck check, Bitrix24Client client) =>
        check.Error is { Code: "INVALID_CREDENTIALS" } refusal && client.Credentials is WebhookCredentials { HasShortCode: true }
            ? refusal.With(LineText.Of("Webhook_ShortCode", WebhookAddress.UsualCodeLength))
        : check.Error is not null ? check.Error
        : check.Refusal is null ? null
        : Failure.Own(
            OwnErrorId.MissingScope,
            LineText.Of("Scope_None", client.Credentials.Portal.Host, ScopeTable.OpenLines, check.Refusal.MessageText));
}
