using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// Asks a portal who is calling and what is granted, in one request: a method that needs the permission in question, and two that every
/// credential may call,
/// <see href="https://apidocs.bitrix24.com/api-reference/common/system/scope.html">scope</see> and
/// <see href="https://apidocs.bitrix24.com/api-reference/common/users/profile.html">profile</see>.
/// </summary>
internal sealed class PortalCheck
{
    private static readonly RestMethod<IReadOnlyList<string>> Scope = new("scope", SafetyClass.Read, TimeSpan.FromSeconds(0.1), ReadScope);
    private static readonly RestMethod<PortalUser> Profile = new("profile", SafetyClass.Read, TimeSpan.FromSeconds(0.1), PortalUser.Read);

    // A portal has some sixty, of twenty characters at the most.
    private const int MostScopes = 500;
    private const int LongestScope = 100;

    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMinutes(1);

    private PortalCheck(Bitrix24Exception? error, Bitrix24Exception? refusal, IReadOnlyList<string> scopes, PortalUser? user)
    {
        Error = error;
        Refusal = refusal;
        Scopes = scopes;
        User = user;
    }

    /// <summary>What the portal is asked for.</summary>
    public static IReadOnlyList<string> Methods { get; } = [Scope.Name, Profile.Name];

    /// <summary>Why the credentials do not work; null where they do.</summary>
    public Bitrix24Exception? Error { get; }

    /// <summary>
    /// Why the method that was asked for may not be called, where the credentials work; null where it may, or where the portal did not say.
    /// </summary>
    public Bitrix24Exception? Refusal { get; }

    /// <summary>The names of the scopes granted, as far as the portal told them: none means that they are not known.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Who calls; null where the portal did not say.</summary>
    public PortalUser? User { get; }

    /// <param name="client">The connection to check.</param>
    /// <param name="permitted">
    /// A method that needs the permission in question, no parameters and nothing else: what the portal answers to it says whether there is
    /// the permission. The list of scopes does not: some portals leave it blank.
    /// </param>
    /// <param name="whileWaiting">Called several times a second on the caller's thread, so that it can tell what is waited for.</param>
    /// <param name="cancellation">Ends the check at once.</param>
    public static PortalCheck Run<T>(Bitrix24Client client, RestMethod<T> permitted, Action whileWaiting, CancellationToken cancellation)
    {
        var longest = client.Policy.RequestTimeout + client.Policy.RequestTimeout + LongestRefusal;
        // Somebody waits for this answer: one more try at the most.
        var losses = new Setbacks { Losses = Math.Max(0, client.Policy.MaximumRetryCount - 1) };
        var scope = new Call<IReadOnlyList<string>>(Scope, []) { IsCheck = true, Setbacks = losses };
        var profile = new Call<PortalUser>(Profile, []) { IsCheck = true, Setbacks = losses };
        var permission = new Call<T>(permitted, []) { IsCheck = true, Setbacks = losses };
        if (!AwaitedCalls.Run(client, [scope, profile, permission], longest, whileWaiting, cancellation))
        {
            return Failed(Failure.Own(
                OwnErrorId.RequestTimeout,
                cancellation.IsCancellationRequested
                    ? RestText.Of("CheckStopped")
                    : RestText.Of("CheckRefused")));
        }

        // Credentials by which the method can be called are good, whatever the portal says of itself.
        return scope.Error is { } error && permission.Error is not null
            ? Failed(error)
            : new(null, RefusalOf(permission, scope), scope.Result ?? [], profile.Error is null ? profile.Result : null);
    }

    private static PortalCheck Failed(Bitrix24Exception error) => new(error, null, [], null);

    private static Bitrix24Exception? RefusalOf(Call permission, Call<IReadOnlyList<string>> scope)
    {
        if (permission.Error is null or { RefusesMethod: true })
        {
            return permission.Error;
        }

        // It was not answered: then the list says what it can.
        var name = permission.Method.Name;
        var isListed = scope.Result!.Contains(name.Substring(0, name.IndexOf('.')), StringComparer.OrdinalIgnoreCase);
        return isListed || scope.Result!.Count == 0 ? null : permission.Error;
    }

    /// <summary>
    /// A list, which PHP prints as an object where its keys have gaps, or names with commas between. All else says nothing, and no list
    /// is longer than that of a portal.
    /// </summary>
    private static string[] ReadScope(JsonValue result) =>
    [
        .. (result.Kind == JsonValueKind.String
            ? (result.Begin(MostScopes * LongestScope) ?? "").Split([','], MostScopes + 1).Take(MostScopes)
            : result.Values(MostScopes).Select(static name => name.Begin(LongestScope)))
        .Select(static name => name?.Trim())
        .Where(static name => name is { Length: > 0 and <= LongestScope })
        .OfType<string>(),
    ];
}
