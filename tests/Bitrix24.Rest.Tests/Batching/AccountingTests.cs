using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>Whatever happens, in whatever order: every call ends exactly once, and the counters tell of each.</summary>
public sealed class AccountingTests
{
    private const string Wrong = "wrong";
    private static readonly string[] ItemErrors =
        ["ACCESS_DENIED", "CHAT_ID", "", "OPERATION_TIME_LIMIT", "INTERNAL_SERVER_ERROR", "CONNECTION_ERROR", "NEVER_SEEN"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_call_ends_exactly_once(int seed)
    {
        var random = new Random(seed);
        using var desk = new Desk();
        var pipelines = Enumerable.Range(0, 3).Select(_ => new CallSequence<Counted>(desk.Client.Dispatcher)).ToList();
        var haltGroups = new[] { null, null, new HaltGroup(), new HaltGroup() };
        var withdrawn = 0;
        var taken = new List<(Counted Item, Call Call)>();
        var added = 0;
        var mayEnd = seed % 5 == 0;
        for (var step = 0; step < 300; step++)
        {
            var pipeline = pipelines[random.Next(pipelines.Count)];
            switch (random.Next(12))
            {
                case < 5:
                    for (var count = random.Next(1, 40); count > 0; count--, added++)
                    {
                        pipeline.Add(new Counted(pipeline, added), Make(random, haltGroups));
                    }

                    break;
                case 5:
                    pipeline.Flush();
                    break;
                case < 9 when desk.UnderWay.Count > 0:
                    var underWay = desk.UnderWay;
                    Answer(underWay[random.Next(underWay.Count)], random, mayEnd);
                    break;
                case 9:
                    desk.Time.Advance(TimeSpan.FromMilliseconds(random.Next(1, 3000)));
                    break;
                case 10 when random.Next(6) == 0:
                    withdrawn += pipeline.Count;
                    pipeline.Withdraw();
                    break;
                case 11 when mayEnd && random.Next(40) == 0:
                    desk.Client.Dispatcher.Close(Failure.Own(OwnErrorId.Disconnected, LocalizableText.Verbatim("Closed.")));
                    break;
                default:
                    Take(pipeline, taken);
                    break;
            }
        }

        pipelines.ForEach(pipeline => pipeline.Flush());
        for (var round = 0; round < 20_000 && pipelines.Exists(pipeline => pipeline.Count > 0); round++)
        {
            if (desk.UnderWay is [var first, ..])
            {
                first.Answer(Answers.Echo(first));
            }
            else
            {
                pipelines.ForEach(pipeline => Take(pipeline, taken));
                desk.Time.AdvanceToNextTimer();
            }

            pipelines.ForEach(pipeline => Take(pipeline, taken));
        }

        Assert.All(pipelines, pipeline => Assert.Equal(0, pipeline.Count));
        Assert.Equal(added, taken.Count + withdrawn);
        Assert.Equal(taken.Count, taken.Select(one => one.Item.Number).Distinct().Count());
        Assert.All(pipelines, pipeline =>
        {
            var numbers = taken.Where(one => one.Item.Pipeline == pipeline).Select(one => one.Item.Number).ToList();
            Assert.Equal(numbers.Order(), numbers);
        });
        var results = taken.Where(one => one.Call.Error is null).Select(one => one.Call).ToList();
        Assert.All(results, call => Assert.Contains(((Call<string>)call).Result, new[] { call.Parameters[0].Value, Wrong }));
        var counters = desk.Counters;
        Assert.Equal(added, counters.Calls);
        Assert.Equal(counters.Calls, counters.Succeeded + counters.Failed + counters.NotSent + counters.Abandoned);
        Assert.InRange(results.Count, 0, counters.Succeeded);
    }

    private static void Take(CallSequence<Counted> pipeline, List<(Counted Item, Call Call)> taken)
    {
        while (pipeline.TryTake(out var entry))
        {
            var (item, call) = (entry.Item, entry.Call!);
            Assert.True(call.IsCompleted);
            taken.Add((item, call));
        }
    }

    private static Call<string> Make(Random random, HaltGroup?[] haltGroups) => random.Next(4) switch
    {
        0 => Calls.Read($"code {random.Next(1000)}"),
        1 => Calls.Read(random.Next(10) == 0 ? "$result[c0]" : "x|y"),
        2 => Calls.Change(random.Next(1, 30), haltGroups[random.Next(haltGroups.Length)]),
        _ => Calls.Once(random.Next(1, 30), haltGroups[random.Next(haltGroups.Length)]),
    };

    private static void Answer(ScriptedRequest request, Random random, bool mayEnd)
    {
        switch (random.Next(mayEnd ? 11 : 10))
        {
            case 0:
                request.Answer("<html>", (HttpStatusCode)random.Next(500, 505));
                break;
            case 1:
                request.Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
                break;
            case 2:
                request.Break(new System.IO.IOException());
                break;
            case 3:
                request.Answer(Answers.Batch("[]"));
                break;
            case 4:
                request.Answer("""{"result":{"result":{"c0":{"x":1},"c1":"wrong","c7":[]},"result_error":{"c2":5}}}""");
                break;
            case 10 when random.Next(10) == 0:
                request.Answer(Answers.Error("INVALID_CREDENTIALS"), HttpStatusCode.Unauthorized);
                break;
            case 5:
                request.Answer(Answers.Echo(request, _ => random.Next(8) == 0 ? ItemErrors[random.Next(ItemErrors.Length)] : null));
                break;
            default:
                request.Answer(Answers.Echo(request));
                break;
        }
    }

    private sealed record Counted(object Pipeline, int Number);
}
