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
        var found = Step(
            AtStart(rows), static item => Open(item.Row), static (item, call) => item with { Chat = ((Call<ChatId>)call).Result });
        var joined = Step(found, static item => SessionMethods.OnChat(SessionMethods.Join, item.Chat), static (item, _) => item);
        return Step(joined, static item => SessionMethods.OnChat(SessionMethods.Start, item.Chat), static (item, _) => item);
    }

    private static IEnumerable<RowOutcome> AtStart(IEnumerable<CsvRow> rows)
    {
        foreach (var row in rows)
        {
            yield return new(row, default, Error: null);
        }
    }

    private static Call<ChatId> Open(CsvRow row)
    {
        var isCode = UserCode.TryParse(row.UserCode, out var code, out var error);
        var call = SessionMethods.OpenChat(code);
        if (!isCode)
        {
            call.TryEnd(error!);
        }

        return call;
    }

    private IEnumerable<RowOutcome> Step(
        IEnumerable<RowOutcome> items, Func<RowOutcome, Call> call, Func<RowOutcome, Call, RowOutcome> next)
    {
        var calls = new CallSequence<RowOutcome>(client.Dispatcher);
        foreach (var item in items)
        {
            calls.Add(item, call(item));
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
        calls.TryTake(out var item, out var call);
        if (call.Error is null)
        {
            return next(item, call);
        }

        _failed.Add(item with { Error = call.Error });
        return null;
    }
}
