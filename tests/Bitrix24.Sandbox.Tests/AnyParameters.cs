using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>
/// Whatever is sent, a method answers: with a result, an error of its own, or the death of the real code, which is a page.
/// </summary>
public sealed class AnyParameters
{
    private static readonly string[] Names =
    [
        "CHAT_ID", "DIALOG_ID", "SESSION_ID", "USER_CODE", "MESSAGE_ID", "USER_ID", "QUEUE_ID", "TRANSFER_ID", "CONFIG_ID",
        "PARAMS", "OPTIONS", "CRM_ENTITY_TYPE", "CRM_ENTITY", "MESSAGE", "CODE", "CLIENT_ID", "NAME", "ATTACH", "KEYBOARD",
        "MENU", "ACTIVATE", "RATING", "COMMENT", "ACTIVE_ONLY", "LEAVE", "LIMIT", "OFFSET", "FIRST_ID", "LAST_ID", "REPLY_ID",
        "ID", "FILTER", "filter", "select", "order", "start", "entityTypeId", "ENTITY_TYPE", "ENTITY_ID", "dialogId", "fileId",
        "CONNECTOR", "LINE", "LAST_SYNC_DATE", "SORT", "ORDER", "FIND", "name",
    ];

    private static readonly object?[] Values =
    [
        null, true, false, 0, 1, -1, 5, 1763, 2115, 2.5, 1e300, long.MaxValue, long.MinValue, "", "0", "1763", "chat1763",
        "chat99999999999999999999", "queue", "queue58", "Y", "N", "deal", "abc", "DESC", "\u0000", "{}", "[1]", "{\"a\":[{\"b\":1}]}",
        Array.Empty<object>(), new object[] { 5 },
        new object[] { new object[] { "x" } }, new { ID = 5 }, new { select = "x", filter = 1, order = "ID", limit = "y", offset = -5 },
        new { limit = long.MaxValue, offset = long.MaxValue }, new { QUEUE = new object[] { new { ENTITY_TYPE = "user" }, 7, "x" } },
        new { BINDINGS = "x" }, new { BINDINGS = new object[] { 1, new { OWNER_ID = "x" } } },
        new { LINE_NAME = new[] { 1 }, WORKTIME_FROM = "24.99", WORKTIME_TO = new[] { 1 }, WORKTIME_HOLIDAYS = 5, WORKTIME_DAYOFF = "MO" },
        new Dictionary<string, object> { [">id"] = long.MaxValue, ["<id"] = "x", ["=imol"] = new[] { 1 }, ["!ACTIVE"] = true },
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Are_answered(int seed)
    {
        var caller = new Caller();
        var random = new Random(seed);
        var methods = MethodTable.All.Select(static method => method.Name).Where(static name => name != MethodTable.Batch);
        foreach (var method in methods.OrderBy(static name => name, StringComparer.Ordinal))
        {
            for (var round = 0; round < 60; round++)
            {
                var parameters = Names.Where(_ => random.Next(4) == 0).ToDictionary(
                    static name => name, _ => Values[random.Next(Values.Length)], StringComparer.Ordinal);
                var json = JsonSerializer.Serialize(parameters);

                var answer = await caller.PostAsync(method, json);

                var isPage = answer.Text.StartsWith("<html>", StringComparison.Ordinal);
                Assert.True(
                    answer.Status is 200 or 400 or 403 || (answer.Status == 500 && isPage),
                    $"{method} {json}: {answer.Status} {answer.Text}");
            }
        }
    }
}
