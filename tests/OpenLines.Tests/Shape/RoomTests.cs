using System;
using System.Collections.Generic;
using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>
/// The rooms of a project, in an order in which each may name only what stands before it; blank is the project's own folder.
/// </summary>
public sealed class RoomTests
{
    [Theory]
    [InlineData("Bitrix24.Rest", "Secrets", "Texts", "Errors", "Files", "Authentication", "Transport", "SignIn", "Pacing", "Batching", "")]
    [InlineData("Bitrix24.Sandbox", "Php", "Limits", "Portal/Chats", "Portal/Lines", "Portal", "Methods", "Methods/Sessions",
        "Methods/Operators", "Methods/Lines", "Methods/Crm", "Methods/Bots", "Methods/Network", "Methods/Messenger", "Methods/People",
        "Methods/Connectors", "Methods/Table", "Http", "Server")]
    [InlineData("OpenLines", "", "Records", "Errors", "Pipeline", "Commands")]
    public void A_type_is_named_only_by_the_rooms_behind_its_own(string project, params string[] rooms)
    {
        var order = rooms.Select(static (room, index) => (room, index))
            .ToDictionary(static pair => pair.room, static pair => pair.index, StringComparer.Ordinal);
        var files = SourceTree.Instance.Files.Where(file => file.Project == project).ToList();
        Findings.AreNone(files.Select(static file => file.Room).Distinct(StringComparer.Ordinal).Except(rooms, StringComparer.Ordinal));
        Findings.AreNone(files.SelectMany(file => Backwards(file, order)));
    }

    private static IEnumerable<string> Backwards(SourceFile file, Dictionary<string, int> order) =>
        SourceTree.Instance.NamedIn(file)
            .Select(type => (type, Of: SourceTree.Instance.Types[type].FirstOrDefault(other => other.Project == file.Project)))
            .Where(named => named.Of is not null && order[named.Of.Room] > order[file.Room])
            .Select(named => $"{file.Room}/{file.Name} names {named.type} of {named.Of!.Room}");
}
