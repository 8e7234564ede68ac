using System;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>EVERY REQUEST PASSES HERE, and each of its calls has one outcome in what comes back.</summary>
internal sealed class BatchSender(Credentials credentials, Exchange exchange, SteadyClock clock, RetryPolicy policy) : IDisposable
{
    /// <summary>Has the next access token when this one is over; null where there is no way to one.</summary>
    public TokenRefresh? Refresh { get; init; }

    public async Task<BatchResponse> SendAsync(BatchRequest request)
    {
        var body = request.WriteBody(credentials);
        var timeout = request.IsAsk ? policy.AskTimeout : policy.TimeoutFor(request.ExpectedWork);
        using var answer = await exchange.SendAsync(request.Method, body, request.Commands, timeout, request.Cancellation)
            .ConfigureAwait(false);
        return new BatchResponse(request, answer, clock.Now - request.SentAt);
    }

    public void Dispose() => exchange.Dispose();
}
