using System.Collections.Generic;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What Tab offers of the portal of one connection.</summary>
/// <param name="client">The connection.</param>
/// <param name="scopes">Its scopes; none where they are not known.</param>
internal sealed class PortalNames(Bitrix24Client client, IReadOnlyCollection<string> scopes)
{
    /// <summary>Its lines.</summary>
    public KnownNames Lines { get; } = new(client, static () => LineMethods.GetNames(withQueue: false), LinesOf);

    /// <summary>Those who are in the queues of its lines.</summary>
    public KnownNames Operators { get; } =
        new(client, () => QueueMethods.GetOperators(ScopeTable.FindLack(QueueMethods.Users.Name, scopes) is null), OperatorsOf);

    private static IEnumerable<(long Id, string? Name)> LinesOf(Call call) => RowsOf(call).Select(static line => (line.Id, line.Name));

    private static IEnumerable<(long Id, string? Name)> OperatorsOf(Call call)
    {
        var users = QueueMethods.UsersOf(call);
        // A page of lines has the inactive users of a queue too, who take no dialogs.
        return QueueMethods.OperatorsOf(RowsOf(call))
            .Select(id => (Id: id, User: users.TryGetValue(id, out var user) ? user : null))
            .Where(static named => named.User?.IsActive != false)
            .Select(static named => (named.Id, named.User?.Name));
    }

    private static IReadOnlyList<LineRecord> RowsOf(Call call) => ((Call<IReadOnlyList<LineRecord>>)call).Result ?? [];
}
