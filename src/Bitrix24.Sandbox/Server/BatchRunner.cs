using System;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox;

/// <summary>Runs a batch: one command after the other, each answered for itself.</summary>
internal sealed class BatchRunner
{
    private static readonly SandboxMethod Batch = MethodTable.Find(MethodTable.Batch)!;

    private readonly SandboxPortal _portal;
    private readonly CallRunner _calls;

    public BatchRunner(SandboxPortal portal, CallRunner calls)
    {
        _portal = portal;
        _calls = calls;
    }

    public async ValueTask<CallReply> RunAsync(BatchParameters batch, RestCaller caller, DateTimeOffset deadline)
    {
        var begins = _portal.Clock.Now;
        var counter = _portal.Options.OperatingCharge == OperatingCharge.ToBatch
            ? _calls.OperatingCounter(Batch, caller.Credential, inBatch: false)
            : null;
        if (IsBlocked(counter))
        {
            return new(null, PortalErrors.OperatingTime, null);
        }

        PhpArray results = [], errors = [], totals = [], nexts = [], times = [];
        PhpArray maps = new() { { "result", results }, { "next", nexts }, { "total", totals }, { "time", times }, { "error", errors } };
        var place = 0;
        foreach (var item in batch.Commands)
        {
            var isWithin = ++place <= BatchParameters.MaxCommands;
            if (isWithin && item.Value is null)
            {
                continue;
            }

            var outcome = isWithin
                ? await RunCommandAsync(item.Value!, maps, caller, deadline).ConfigureAwait(false)
                : new(null, PortalErrors.BatchLength, null);
            if (outcome.IsCut || ReferenceEquals(outcome.Error, PortalErrors.PhpFatal))
            {
                Charge(counter, begins);
                return outcome;
            }

            if (outcome.Error is { } error)
            {
                errors[item.Key] = error.ToArray();
                if (batch.Halt)
                {
                    break;
                }
            }
            else
            {
                results[item.Key] = outcome.Result;
                times[item.Key] = outcome.Time;
                if (outcome.Total is { } total)
                {
                    totals[item.Key] = total;
                }

                if (outcome.Next is { } next)
                {
                    nexts[item.Key] = next;
                }
            }
        }

        Charge(counter, begins);
        return Finish(maps, begins, counter);
    }

    private async ValueTask<CallReply> RunCommandAsync(
        BatchCommand command, PhpArray maps, RestCaller caller, DateTimeOffset deadline)
    {
        if (_portal.Clock.Now >= deadline)
        {
            return CallReply.Cut;
        }

        if (command.Name is MethodTable.Batch or "download" or "upload")
        {
            return new(null, PortalErrors.BatchMethod, null);
        }

        // In other letters the name is not the forbidden one and no method either.
        return command.Method is null || command.Method == Batch
            ? new(null, PortalErrors.MethodNotFound, null)
            : await _calls.RunAsync(command.Method, BatchReferences.Resolve(command.Parameters, maps), caller, deadline, inBatch: true)
                .ConfigureAwait(false);
    }

    private CallReply Finish(PhpArray maps, DateTimeOffset begins, string? counter)
    {
        lock (_portal.Gate)
        {
            if (counter is not null)
            {
                foreach (var time in (PhpArray)maps["time"]!)
                {
                    ((PhpArray)time.Value!)["operating"] = _portal.Operating!.Sum(counter);
                }
            }

            var result = new PhpArray
            {
                { "result", maps["result"] },
                { "result_error", maps["error"] },
                { "result_total", maps["total"] },
                { "result_next", maps["next"] },
                { "result_time", maps["time"] },
            };
            return new(result, null, _calls.TimeOf(begins, counter));
        }
    }

    private bool IsBlocked(string? counter)
    {
        lock (_portal.Gate)
        {
            return counter is not null && _portal.Operating!.IsBlocked(counter);
        }
    }

    private void Charge(string? counter, DateTimeOffset begins)
    {
        if (counter is null)
        {
            return;
        }

        lock (_portal.Gate)
        {
            _portal.Operating!.Charge(counter, _portal.Clock.Now - begins);
        }
    }
}
