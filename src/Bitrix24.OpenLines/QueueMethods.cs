using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The methods that tell who works in a line.</summary>
internal static class QueueMethods
{
    // A page of user.get.
    private const int UsersAtOnce = 50;

    // More than anybody looks through.
    private const int MostOperators = 200;

    /// <summary>
    /// Users by their ids. See <see href="https://apidocs.bitrix24.com/api-reference/user/user-get.html">user.get</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<UserRecord>> Users =
        OpenLinesMethod.Create("user.get", TimeSpan.FromSeconds(0.1), ReadUsers);

    /// <summary>Reads the queue of a line, and then who its operators are.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isOnlineOnly">Whether only those are wanted who are at work now.</param>
    /// <param name="withNames">Whether they are wanted with their names.</param>
    public static Call<LineRecord?> GetQueue(long line, bool isOnlineOnly, bool withNames) =>
        new(LineMethods.Get, [LineMethods.IdOf(line), new("WITH_QUEUE", "Y"), new("SHOW_OFFLINE", isOnlineOnly ? "N" : "Y")])
        {
            NameFollowUp = queue => withNames && queue?.Operators is { } operators ? GetUsers(operators) : null,
            FindFault = LineMethods.NotFound,
        };

    /// <summary>The users that were read after a call, by their ids.</summary>
    public static IReadOnlyDictionary<long, UserRecord> UsersOf(Call call) =>
        call.Chain.OfType<Call<IReadOnlyList<UserRecord>>>().SelectMany(static page => page.Result ?? [])
            .GroupBy(static user => user.UserId)
            .ToDictionary(static user => user.Key, static user => user.First());

    /// <summary>Reads who is in the queues of lines, for somebody who waits: the first of them.</summary>
    /// <param name="withNames">Whether they are wanted with their names.</param>
    public static Call<IReadOnlyList<LineRecord>> GetOperators(bool withNames) =>
        LineMethods.GetNames(withQueue: true, lines => withNames ? GetUsers(OperatorsOf(lines), isCheck: true) : null);

    /// <summary>Who is in the queues of lines: the first of them.</summary>
    public static IReadOnlyList<long> OperatorsOf(IReadOnlyList<LineRecord> lines) =>
        [.. lines.SelectMany(static line => line.Operators ?? []).Distinct().Take(MostOperators)];

    private static Call? GetUsers(IReadOnlyList<long> ids, bool isCheck = false)
    {
        Call? first = null;
        for (var start = (ids.Count - 1) / UsersAtOnce * UsersAtOnce; ids.Count > 0 && start >= 0; start -= UsersAtOnce)
        {
            var list = new CallParameter("ID", "", ParameterKind.List)
            {
                Items = [.. ids.Skip(start).Take(UsersAtOnce).Select(static (id, index) => CallParameter.Of($"{index}", id))],
            };
            first = new Call<IReadOnlyList<UserRecord>>(Users, [new("FILTER", "", ParameterKind.Map) { Items = [list] }])
            {
                FollowUp = first,
                IsCheck = isCheck,
            };
        }

        return first;
    }

    private static IReadOnlyList<UserRecord> ReadUsers(JsonValue result) =>
        result.Kind == JsonValueKind.Array
            ? [.. result.Values(int.MaxValue).Select(static user => new UserRecord(JsonFields.CopyOf(user)))]
            : throw new FormatException();
}
