using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>The methods that the sandbox answers. Every other name is a method that does not exist.</summary>
internal static class MethodTable
{
    public const string Batch = "batch";

    private static readonly Dictionary<string, SandboxMethod> Methods = Families().ToDictionary(
        static method => method.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<SandboxMethod> All => Methods.Values;

    /// <summary>Names are compared without regard to case, as the real portal tries the lower case first.</summary>
    public static SandboxMethod? Find(string name) => Methods.TryGetValue(name, out var method) ? method : null;

    private static IEnumerable<SandboxMethod> Families() =>
    [
        .. CommonMethods.All,
        .. SessionTable.Methods,
        .. OperatorTable.Methods,
        .. LineTable.Methods,
        .. CrmTable.Methods,
        .. BotTable.Methods,
        .. NetworkTable.Methods,
        .. MessengerTable.Methods,
        .. PeopleTable.Methods,
        .. ConnectorTable.Methods,
    ];
}
