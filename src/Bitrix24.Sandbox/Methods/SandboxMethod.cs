using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>A method that the portal knows.</summary>
/// <param name="Name">Its name as documented.</param>
/// <param name="Handle">Its work. <c>batch</c> has none of its own here.</param>
/// <param name="Scopes">The scopes that open it, any one of them; none for a method that every credential may call.</param>
internal sealed record SandboxMethod(string Name, Func<MethodCall, MethodAnswer> Handle, params string[] Scopes)
{
    /// <summary>Whether it changes the chat that CHAT_ID names.</summary>
    public bool ChangesChat { get; init; }

    /// <summary>A method of Open Lines.</summary>
    public static SandboxMethod OfOpenLines(string name, Func<MethodCall, MethodAnswer> handle, bool changesChat = false) =>
        new("imopenlines." + name, handle, SandboxCredential.OpenLinesScope) { ChangesChat = changesChat };

    public bool IsOpenTo(List<string> scopes)
    {
        foreach (var scope in Scopes)
        {
            if (scopes.Contains(scope))
            {
                return true;
            }
        }

        return Scopes.Length == 0;
    }
}
