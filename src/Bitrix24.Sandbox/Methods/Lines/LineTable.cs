using System.Collections.Generic;
using static Bitrix24.Sandbox.SandboxMethod;

namespace Bitrix24.Sandbox;

/// <summary>The methods for lines and their settings.</summary>
internal static class LineTable
{
    public static IEnumerable<SandboxMethod> Methods =>
    [
        OfOpenLines("config.list.get", ConfigListGet.Handle),
        OfOpenLines("config.get", ConfigGet.Handle),
        OfOpenLines("config.add", ConfigAdd.Handle),
        OfOpenLines("config.update", ConfigUpdate.Handle),
        OfOpenLines("config.delete", ConfigDelete.Handle),
        OfOpenLines("config.path.get", ConfigPathGet.Handle),
    ];
}
