using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Which scopes of a webhook or an application let a method be called: any of them does. See
/// <see href="https://apidocs.bitrix24.com/api-reference/scopes/permissions.html">the scopes</see>.
/// </summary>
internal static class ScopeTable
{
    /// <summary>The scope of Open Lines, without which no connection is made.</summary>
    public const string OpenLines = "imopenlines";

    private static readonly string[] None = [];

    // Longer beginnings stand before shorter ones. Open lines have none: whether a connection may use them is found out when it is made.
    private static readonly (string Beginning, string[] Scopes, LocalizableText Name)[] Rows =
    [
        ("im.", ["im"], LineText.Of("Scope_Chat")),
        ("crm.", ["crm"], LocalizableText.Verbatim("CRM (crm)")),
        ("user.current", None, LocalizableText.Verbatim("")),
        ("user.", ["user_brief", "user_basic", "user"], LineText.Of("Scope_Users")),
        ("department.", ["department"], LineText.Of("Scope_Structure")),
    ];

    // Those of methods that are called here; the others are for whoever calls any method at all.
    private static readonly string[] Called = ["im.", "crm.", "user."];

    /// <summary>All permissions that the methods of this library need.</summary>
    public static IReadOnlyList<ScopeNeed> Needs { get; } =
    [
        new(LineText.Of("Scope_OpenLines"), [OpenLines]),
        .. Rows
            .Where(static row => Called.Contains(row.Beginning, StringComparer.Ordinal))
            .Select(static row => new ScopeNeed(row.Name, row.Scopes)),
    ];

    /// <summary>The scopes of a method, one of which it needs; none where it needs none, or nobody knows.</summary>
    public static IReadOnlyList<string> Of(string method) => Find(method).Scopes ?? None;

    /// <summary>
    /// The scope that a method needs, as a webhook calls it; empty where nobody knows. Null for the methods of Open Lines.
    /// </summary>
    public static string? NameOf(string method) => OpenLinesMethod.IsOne(method) ? null : Of(method).Count > 0 ? Of(method)[0] : "";

    /// <summary>What is missing for a method, as the portal's page of a webhook calls it; null where nothing is, or nobody knows.</summary>
    /// <param name="method">The whole name.</param>
    /// <param name="granted">The scopes of the connection; none where the portal does not tell them.</param>
    public static LocalizableText? FindLack(string method, IReadOnlyCollection<string> granted)
    {
        var (_, scopes, name) = Find(method);
        return granted.Count == 0 || scopes is not { Length: > 0 } || scopes.Intersect(granted, StringComparer.OrdinalIgnoreCase).Any()
            ? null
            : name;
    }

    private static (string Beginning, string[] Scopes, LocalizableText Name) Find(string method) =>
        Array.Find(Rows, row => method.StartsWith(row.Beginning, StringComparison.OrdinalIgnoreCase));
}
