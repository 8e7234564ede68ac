using System;
using System.Collections.Generic;
using System.Threading;
using Bitrix24.OpenLines;
using Bitrix24.Rest;
using CsvJob.Csv;

namespace CsvJob.Job;

/// <summary>
/// The way of <c>Get-OLChatByUserCode | Join-OLSession | Start-OLSession</c> through the client library:
/// three steps that work at the same time, each on what the one before it lets through. Every row ends as exactly one outcome.
/// </summary>
internal sealed class SessionJob(Bitrix24Client client)
{
    private readonly List<RowOutcome> _failed = [];

    /// <summary>The rows that did not get to the end, in the order in which that was known.</summary>
    public IReadOnlyList<RowOutcome> Failed => _failed;

    /// <summary>The rows that got to the end, in input order.</summary>
    public IEnumerable<RowOutcome> Run(IEnumerable<CsvRow> rows)
    {
        var found = Step(AtStart(rows), Open, static (item, call) => item with { Chat = ((Call<ChatId>)call).Result });
        var joined = Step(found, static (calls, item) => Change(calls, item, SessionMethods.Join), static (item, _) => item);
        return Step(joined, static (calls, item) => Change(calls, item, SessionMethods.Start), static (item, _) => item);
    }

    private static IEnumerable<RowOutcome> AtStart(IEnumerable<CsvRow> rows)
    {
        foreach (var row in rows)
        {
            yield return new(row, default, Error: null);
        }
    }

    private static void Open(CallSequence<RowOutcome> calls, RowOutcome item)
    {
        if (UserCode.TryParse(item.Row.UserCode, out var code, out var error))
        {
            calls.Add(item, SessionMethods.OpenChat(code));
        }
        else
        {
            calls.Add(item, error!);
        }
    }

    private static void Change(CallSequence<RowOutcome> calls, RowOutcome item, SessionMethod method) =>
        calls.Add(item, SessionMethods.OnChat(method, item.Chat));

    private IEnumerable<RowOutcome> Step(
        IEnumerable<RowOutcome> items, Action<CallSequence<RowOutcome>, RowOutcome> add, Func<RowOutcome, Call, RowOutcome> next)
    {
        var calls = new CallSequence<RowOutcome>(client.Dispatcher);
        foreach (var item in items)
        {
            add(calls, item);
            while (calls.HasNext || (calls.IsFull && calls.Wait(Timeout.InfiniteTimeSpan)))
            {
                if (Take(calls, next) is { } outcome)
                {
                    yield return outcome;
                }
            }
        }

        calls.Flush();
        while (calls.Wait(Timeout.InfiniteTimeSpan))
        {
            if (Take(calls, next) is { } outcome)
            {
                yield return outcome;
            }
        }
    }

    private RowOutcome? Take(CallSequence<RowOutcome> calls, Func<RowOutcome, Call, RowOutcome> next)
    {
        calls.TryTake(out var entry);
        if (entry.Error is null)
        {
            return next(entry.Item, entry.Call!);
        }

        _failed.Add(entry.Item with { Error = entry.Error });
        return null;
    }
}
