using System;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox;

/// <summary>Runs one call: scope, operating time, handler, the time it takes.</summary>
internal sealed class CallRunner
{
    private readonly SandboxPortal _portal;

    public CallRunner(SandboxPortal portal) => _portal = portal;

    public async ValueTask<CallReply> RunAsync(
        SandboxMethod method, PhpArray parameters, RestCaller caller, DateTimeOffset deadline, bool inBatch)
    {
        var begins = _portal.Clock.Now;
        var duration = _portal.Options.Durations.TryGetValue(method.Name, out var given) ? given : TimeSpan.Zero;
        var counter = OperatingCounter(method, caller.Credential, inBatch);
        MethodAnswer answer;
        lock (_portal.Gate)
        {
            if (Refusal(method, caller.Credential, counter, inBatch) is { } refusal)
            {
                return new(null, refusal, null);
            }

            answer = method.Handle(new(_portal, caller, parameters, begins, begins + duration));
            _portal.Journal.ExecutionBegan(method.Name, answer.ChatId, method.ChangesChat);
        }

        var isCut = begins + duration > deadline;
        await _portal.Clock.WaitAsync(isCut ? deadline - begins : duration).ConfigureAwait(false);
        lock (_portal.Gate)
        {
            _portal.Journal.ExecutionEnded(answer.ChatId, method.ChangesChat);
            if (counter is not null)
            {
                _portal.Operating!.Charge(counter, duration);
            }

            if (isCut)
            {
                return CallReply.Cut;
            }

            return answer.Error is { } error
                ? new(null, error, null)
                : new(answer.Result, null, TimeOf(begins, counter)) { Total = answer.Total, Next = answer.Next };
        }
    }

    /// <summary>
    /// The answer's part about time. The start is cut to an int, as on the servers of these years, so the duration is too long.
    /// </summary>
    public PhpArray TimeOf(DateTimeOffset begins, string? counter)
    {
        var now = _portal.Clock.Now;
        var start = begins.ToUnixTimeSeconds();
        var finish = (now - DateTimeOffset.FromUnixTimeSeconds(0)).Ticks / 10 / 1e6;
        var time = new PhpArray
        {
            { "start", start },
            { "finish", finish },
            { "duration", finish - start },
            { "processing", 0 },
            { "date_start", PortalClock.Format(begins) },
            { "date_finish", PortalClock.Format(now) },
        };
        if (_portal.Operating is { } operating)
        {
            time["operating_reset_at"] = counter is null ? now.ToUnixTimeSeconds() + 600 : operating.ResetAt(counter);
            time["operating"] = counter is null ? 0.0 : operating.Sum(counter);
        }

        return time;
    }

    /// <summary>
    /// Whose seconds a call fills, or null while nothing is metered. Inside a batch a webhook's id is not known,
    /// so all webhooks share one counter.
    /// </summary>
    public string? OperatingCounter(SandboxMethod method, SandboxCredential credential, bool inBatch)
    {
        if (_portal.Operating is null || (inBatch && _portal.Options.OperatingCharge == OperatingCharge.ToBatch))
        {
            return null;
        }

        var owner = (credential.IsWebhook, inBatch) switch
        {
            (true, true) => "webhooks",
            (true, false) => "webhook " + credential.Secret,
            _ => "application",
        };
        return owner + " " + method.Name;
    }

    private SandboxError? Refusal(SandboxMethod method, SandboxCredential credential, string? counter, bool inBatch)
    {
        if (!method.IsOpenTo(credential.Scopes))
        {
            return inBatch ? PortalErrors.InsufficientScopeInBatch : PortalErrors.InsufficientScope;
        }

        return counter is not null && _portal.Operating!.IsBlocked(counter) ? PortalErrors.OperatingTime : null;
    }
}
