using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox.Tests;

/// <summary>Jobs that take several methods, each method's answers being what the next one asks for.</summary>
public sealed class WholeJobs
{
    private readonly Caller _caller = new();

    [Fact]
    public async Task The_sessions_of_a_deal_in_a_week_with_their_messages_and_files()
    {
        var since = PortalClock.Format(_caller.Portal.Clock.Started - TimeSpan.FromDays(7));
        var filter = $$"""{"PROVIDER_ID":"IMOPENLINES_SESSION","BINDINGS":[{"OWNER_TYPE_ID":2,"OWNER_ID":501}],">=CREATED":"{{since}}"}""";
        var activities = (await _caller.PostAsync("crm.activity.list", $$"""{"filter":{{filter}}}""")).Result;
        var (messages, bytes) = (0, 0);
        foreach (var activity in activities.EnumerateArray())
        {
            var sessionId = activity.GetProperty("ASSOCIATED_ENTITY_ID").GetString();
            var history = (await _caller.LinesAsync("session.history.get", "SESSION_ID=" + sessionId)).Result;
            messages += history.GetProperty("message").EnumerateObject().Count();
            bytes += await DownloadAsync(history);
        }

        Assert.Equal(4, activities.GetArrayLength());
        Assert.Equal(28, messages);
        Assert.InRange(bytes, 2000, 20_000);
    }

    [Fact]
    public async Task All_dialogs_of_an_operator_who_leaves_are_handed_over()
    {
        var leaver = new Caller(_caller.Portal, DefaultData.OperatorWebhook);
        var own = (await leaver.GetAsync("im.recent.get?ONLY_OPENLINES=Y")).Result.EnumerateArray()
            .Select(static dialog => dialog.GetProperty("chat_id").GetInt64())
            .ToList();
        foreach (var chatId in own)
        {
            var answer = await leaver.LinesAsync("operator.transfer", $"CHAT_ID={chatId}&USER_ID={DefaultData.Colleague}");
            Assert.True(answer.Status == 200, answer.Text);
        }

        Assert.Equal(6, own.Count);
        Assert.Equal("[]", (await leaver.GetAsync("im.recent.get?ONLY_OPENLINES=Y")).ResultText);
        foreach (var chatId in own)
        {
            Assert.Equal(DefaultData.Colleague, (await _caller.DialogAsync(chatId)).Owner);
        }
    }

    [Fact]
    public async Task Spam_is_closed_and_what_was_closed_already_stays_as_it_was()
    {
        foreach (var chatId in new[] { 1763, 2043, 2101 })
        {
            if ((await _caller.DialogAsync(chatId)).SessionId != 0)
            {
                await _caller.LinesAsync("operator.spam", $"CHAT_ID={chatId}");
                Assert.Equal(0, (await _caller.DialogAsync(chatId)).SessionId);
            }
        }

        Assert.Equal(0, _caller.Portal.Journal.SessionsCreated);
        Assert.Equal(2, _caller.Portal.Journal.Executions("imopenlines.operator.spam"));
    }

    [Fact]
    public async Task The_lines_of_the_portal_with_the_names_of_those_in_their_queues()
    {
        var lines = (await _caller.PostAsync("imopenlines.config.list.get", """{"OPTIONS":{"QUEUE":"Y"}}""")).Result;
        var ids = lines.EnumerateArray()
            .SelectMany(static line => line.GetProperty("QUEUE").EnumerateArray())
            .Select(static user => user.GetInt64())
            .Distinct();
        var users = (await _caller.PostAsync("user.get", JsonSerializer.Serialize(new { FILTER = new { ID = ids } }))).Result;
        var names = users.EnumerateArray().ToDictionary(
            static user => long.Parse(user.GetProperty("ID").GetString()!, CultureInfo.InvariantCulture),
            static user => user.GetProperty("NAME").GetString());

        Assert.Equal(
            ["Website: Anna, Oleg", "Support: Oleg, Clara", "Management: Sergey, Ivan", "Sales: Anna, Clara, Alex"],
            lines.EnumerateArray().Select(line => $"{line.GetProperty("LINE_NAME")}: {string.Join(", ", NamesOf(line, names))}"));
    }

    private static IEnumerable<string?> NamesOf(JsonElement line, Dictionary<long, string?> names) =>
        line.GetProperty("QUEUE").EnumerateArray().Select(user => names[user.GetInt64()]);

    private async Task<int> DownloadAsync(JsonElement history)
    {
        if (history.GetProperty("files").ValueKind == JsonValueKind.Array)
        {
            return 0;
        }

        var bytes = 0;
        using var http = new HttpClient(new SandboxHandler(_caller.Portal));
        foreach (var file in history.GetProperty("files").EnumerateObject())
        {
            var call = $"im.v2.File.download?dialogId={history.GetProperty("userId").GetString()}&fileId={file.Name}";
            var address = (await _caller.GetAsync(call)).Result.GetProperty("downloadUrl").GetString();
            bytes += (await http.GetByteArrayAsync(new Uri(address!))).Length;
        }

        return bytes;
    }
}
