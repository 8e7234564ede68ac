using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// Asks a portal who is calling and what is granted, in one request, with the two methods that every credential may call:
/// <see href="https://apidocs.bitrix24.com/api-reference/common/system/scope.html">scope</see> and
/// <see href="https://apidocs.bitrix24.com/api-reference/common/users/profile.html">profile</see>.
/// </summary>
internal sealed class PortalCheck
{
    private static readonly RestMethod<IReadOnlyList<string>> Scope = new("scope", SafetyClass.Read, TimeSpan.FromSeconds(0.1), ReadScope);
    private static readonly RestMethod<PortalUser> Profile = new("profile", SafetyClass.Read, TimeSpan.FromSeconds(0.1), PortalUser.Read);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMinutes(1);

    private PortalCheck(Bitrix24Exception? error, IReadOnlyList<string> scopes, PortalUser? user)
    {
        Error = error;
        Scopes = scopes;
        User = user;
    }

    /// <summary>What the portal is asked for.</summary>
    public static IReadOnlyList<string> Methods { get; } = [Scope.Name, Profile.Name];

    /// <summary>Why the credentials do not work; null where they do.</summary>
    public Bitrix24Exception? Error { get; }

    /// <summary>The names of the scopes granted.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Who calls; null where the portal did not say.</summary>
    public PortalUser? User { get; }

    /// <param name="client">The connection to check.</param>
    /// <param name="whileWaiting">Called several times a second on the caller's thread, so that it can tell what is waited for.</param>
    /// <param name="cancellation">Ends the check at once.</param>
    public static PortalCheck Run(Bitrix24Client client, Action whileWaiting, CancellationToken cancellation)
    {
        var deadline = client.Clock.Now + client.Policy.RequestTimeout + client.Policy.RequestTimeout + LongestRefusal;
        // Somebody waits for this answer: one more try at the most.
        var losses = Math.Max(0, client.Policy.MaximumRetryCount - 1);
        var scope = new Call<IReadOnlyList<string>>(Scope, []) { Losses = losses };
        var profile = new Call<PortalUser>(Profile, []) { Losses = losses };
        var calls = new CallSequence<object?>(client.Dispatcher);
        using var stop = cancellation.Register(static state => ((CallSequence<object?>)state!).Stop(), calls);
        calls.Add(null, scope);
        calls.Add(null, profile);
        calls.Flush();
        while (calls.Count > 0 && !calls.IsStopped && client.Clock.Now < deadline)
        {
            whileWaiting();
            if (calls.Wait(Interval))
            {
                calls.TryTake(out _, out _);
            }
        }

        if (calls.Count > 0)
        {
            calls.Withdraw();
            return new(
                Failure.Own(OwnErrorId.RequestTimeout, cancellation.IsCancellationRequested ? "The check of the connection was stopped." : "The portal kept refusing the check of the connection for its request rate."),
                [],
                null);
        }

        return scope.Error is { } error ? new(error, [], null) : new(null, scope.Result!, profile.Error is null ? profile.Result : null);
    }

    private static string[] ReadScope(JsonElement result) =>
        result.ValueKind == JsonValueKind.Array
            ? [.. result.EnumerateArray().Select(JsonText.Read).OfType<string>()]
            : throw new FormatException();
}
