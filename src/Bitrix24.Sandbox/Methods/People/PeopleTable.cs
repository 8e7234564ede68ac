using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The methods for users of the portal.</summary>
internal static class PeopleTable
{
    private static readonly string[] Scopes = ["user", "user_basic", "user_brief"];

    public static IEnumerable<SandboxMethod> Methods =>
    [
        new("user.get", UserGet.Handle, Scopes),
        new("user.search", UserGet.HandleSearch, Scopes),
    ];
}
