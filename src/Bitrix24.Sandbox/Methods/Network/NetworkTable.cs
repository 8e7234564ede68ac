using System.Collections.Generic;
using static Bitrix24.Sandbox.SandboxMethod;

namespace Bitrix24.Sandbox;

/// <summary>The methods for lines of the network, which a bot of the portal stands for.</summary>
internal static class NetworkTable
{
    public static IEnumerable<SandboxMethod> Methods =>
    [
        OfOpenLines("network.join", NetworkJoin.Handle),
        OfOpenLines("network.message.add", NetworkMessageAdd.Handle),
    ];
}
