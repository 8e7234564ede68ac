using System;
using System.Globalization;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox;

/// <summary>One request's way through the portal: the front server, the request limit, the method's name, the caller, the work.</summary>
internal sealed class RestServer
{
    private const string Download = "download";

    private readonly SandboxPortal _portal;
    private readonly CallRunner _calls;
    private readonly BatchRunner _batches;

    public RestServer(SandboxPortal portal)
    {
        _portal = portal;
        _calls = new(portal);
        _batches = new(portal, _calls);
    }

    /// <summary>Answers a request. Without durations and latency it does so before it returns, on the caller's thread.</summary>
    public async ValueTask<SandboxResponse> AnswerAsync(SandboxRequest http)
    {
        if (RestRequest.Read(http) is not { } request)
        {
            return SandboxResponse.Page(404, "Not Found");
        }

        _portal.Journal.RequestArrived(request.ChangedChats, request.Batch?.Commands.Count ?? 0);
        try
        {
            var latency = _portal.Options.Latency;
            var there = TimeSpan.FromTicks(latency.Ticks / 2);
            await _portal.Clock.WaitAsync(there).ConfigureAwait(false);
            var response = await ServeAsync(request).ConfigureAwait(false);
            await _portal.Clock.WaitAsync(latency - there).ConfigureAwait(false);
            return response;
        }
        finally
        {
            _portal.Journal.RequestAnswered(request.ChangedChats);
        }
    }

    private async ValueTask<SandboxResponse> ServeAsync(RestRequest request)
    {
        if (Redirect(request) is { } redirect)
        {
            return redirect;
        }

        TimeSpan delay;
        lock (_portal.Gate)
        {
            if (!TryEnter(out delay))
            {
                _portal.Journal.RequestRefused();
                return Refuse(delay);
            }
        }

        try
        {
            await _portal.Clock.WaitAsync(delay).ConfigureAwait(false);
            return await WorkAsync(request).ConfigureAwait(false);
        }
        finally
        {
            lock (_portal.Gate)
            {
                _portal.RequestLimiter?.Leave();
            }
        }
    }

    private async ValueTask<SandboxResponse> WorkAsync(RestRequest request)
    {
        if (request.Route is { Code: null, Method: Download })
        {
            return SendFile(request);
        }

        SandboxCredential? credential = null;
        SandboxResponse? refusal;
        lock (_portal.Gate)
        {
            refusal = _portal.Switches.Deleted ? SandboxResponse.Of(PortalErrors.PortalDeleted) : null;
            if (refusal is null)
            {
                (credential, var error) = request.Method is null
                    ? (null, PortalErrors.MethodNotFound)
                    : Authorization.Check(_portal, request);
                refusal = error is null ? null : SandboxResponse.Of(error);
            }
        }

        if (refusal is not null)
        {
            return refusal;
        }

        var deadline = _portal.Options.RequestCut is { } cut ? _portal.Clock.Now + cut : DateTimeOffset.MaxValue;
        var caller = new RestCaller(credential!, new(request.Http.Address, "/"));
        var outcome = request.Batch is { } batch
            ? await _batches.RunAsync(batch, caller, deadline).ConfigureAwait(false)
            : await _calls.RunAsync(request.Method!, request.Parameters, caller, deadline, inBatch: false).ConfigureAwait(false);
        return Respond(outcome);
    }

    // Whoever has the token has the file, once.
    private SandboxResponse SendFile(RestRequest request)
    {
        lock (_portal.Gate)
        {
            return _portal.Downloads.Take(PhpValue.ToText(request.Parameters["token"]) ?? "") is { } file
                ? FileResponse.Of(file, request.Http)
                : SandboxResponse.Page(404, "Not Found");
        }
    }

    private SandboxResponse? Redirect(RestRequest request) =>
        _portal.Switches.RenamedTo is { } renamed && request.Http.Address.Authority != renamed.Authority
            ? SandboxResponse.Page(302, "Found") with { Location = new(renamed, request.Http.Address.PathAndQuery) }
            : null;

    private bool TryEnter(out TimeSpan delay)
    {
        delay = TimeSpan.Zero;
        return _portal.RequestLimiter is not { } limiter || limiter.TryEnter(out delay);
    }

    private SandboxResponse Refuse(TimeSpan wait)
    {
        // In whole seconds, and never at once.
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        return _portal.RequestLimiter!.Refusal switch
        {
            RefusalForm.QueryLimitExceeded => SandboxResponse.Of(PortalErrors.QueryLimitExceeded),
            RefusalForm.TooManyRequests => SandboxResponse.Of(PortalErrors.TooManyRequests),
            RefusalForm.RetryAfterSeconds =>
                SandboxResponse.Of(PortalErrors.TooManyRequests) with { RetryAfter = seconds.ToString(CultureInfo.InvariantCulture) },
            _ => SandboxResponse.Of(PortalErrors.TooManyRequests) with
            {
                RetryAfter = (_portal.Clock.Now + TimeSpan.FromSeconds(seconds)).ToString("R", CultureInfo.InvariantCulture),
            },
        };
    }

    private SandboxResponse Respond(CallReply outcome)
    {
        if (outcome.IsCut)
        {
            _portal.Journal.RequestCut();
            return SandboxResponse.Page(504, "Gateway Time-out");
        }

        if (ReferenceEquals(outcome.Error, PortalErrors.PhpFatal))
        {
            return SandboxResponse.Page(500, "Internal Server Error");
        }

        return outcome.Error is { } error ? SandboxResponse.Of(error) : SandboxResponse.Of(200, outcome.ToArray());
    }
}
