using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The methods that the sandbox answers. Every other name is a method that does not exist.</summary>
internal static class MethodTable
{
    public const string Batch = "batch";

    private static readonly Dictionary<string, SandboxMethod> Methods = Build();

    public static IEnumerable<SandboxMethod> All => Methods.Values;

    /// <summary>Names are compared without regard to case, as the real portal tries the lower case first.</summary>
    public static SandboxMethod? Find(string name) => Methods.TryGetValue(name, out var method) ? method : null;

    private static Dictionary<string, SandboxMethod> Build()
    {
        var methods = new Dictionary<string, SandboxMethod>(StringComparer.OrdinalIgnoreCase);
        Add(Batch, null, _ => throw new InvalidOperationException("A batch is run command by command."));
        Add("scope", null, CommonMethods.Scope);
        Add("profile", null, CommonMethods.Profile);
        Add("server.time", null, CommonMethods.ServerTime);
        Add("method.get", null, CommonMethods.MethodGet);
        Add("imopenlines.revision.get", SandboxCredential.OpenLinesScope, CommonMethods.Revision);
        Add("imopenlines.session.open", SandboxCredential.OpenLinesScope, SessionOpen.Handle);
        Add("imopenlines.session.join", SandboxCredential.OpenLinesScope, SessionJoin.Handle, changesChat: true);
        Add("imopenlines.session.start", SandboxCredential.OpenLinesScope, SessionStart.Handle, changesChat: true);
        Add("imopenlines.session.history.get", SandboxCredential.OpenLinesScope, SessionHistoryGet.Handle);
        Add("imopenlines.dialog.get", SandboxCredential.OpenLinesScope, DialogGet.Handle);
        return methods;

        void Add(string name, string? scope, Func<MethodCall, MethodAnswer> handle, bool changesChat = false) =>
            methods.Add(name, new(name, scope, changesChat, handle));
    }
}
