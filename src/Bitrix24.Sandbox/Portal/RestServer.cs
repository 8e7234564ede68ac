using System;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox;

/// <summary>One request's way through the portal: the front server, the request limit, the method's name, the caller, the work.</summary>
internal sealed class RestServer
{
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
        SandboxCredential? credential = null;
        SandboxResponse? refusal;
        lock (_portal.Gate)
        {
            refusal = Front(request);
            if (refusal is null)
            {
                (credential, var error) = request.Method is null ? (null, PortalErrors.MethodNotFound) : Authorization.Check(_portal, request);
                refusal = error is null ? null : SandboxResponse.Of(error);
            }
        }

        if (refusal is not null)
        {
            return refusal;
        }

        var deadline = _portal.Options.RequestCut is { } cut ? _portal.Clock.Now + cut : DateTimeOffset.MaxValue;
        var outcome = request.Batch is { } batch
            ? await _batches.RunAsync(batch, credential!, deadline).ConfigureAwait(false)
            : await _calls.RunAsync(request.Method!, request.Parameters, credential!, deadline, inBatch: false).ConfigureAwait(false);
        return Respond(outcome);
    }

    private SandboxResponse? Front(RestRequest request)
    {
        if (_portal.Switches.RenamedTo is { } renamed && request.Http.Address.Authority != renamed.Authority)
        {
            return SandboxResponse.Page(302, "Found") with { Location = new(renamed, request.Http.Address.PathAndQuery) };
        }

        if (_portal.Bucket is { } bucket && !bucket.TryEnter())
        {
            _portal.Journal.RequestRefused();
            return SandboxResponse.Of(PortalErrors.TooManyRequests);
        }

        return _portal.Switches.Deleted ? SandboxResponse.Of(PortalErrors.PortalDeleted) : null;
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

        return outcome.Error is { } error
            ? SandboxResponse.Of(error)
            : SandboxResponse.Of(200, new PhpArray { { "result", outcome.Result }, { "time", outcome.Time } });
    }
}
