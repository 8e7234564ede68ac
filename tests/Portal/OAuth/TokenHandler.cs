using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Portal.OAuth;

/// <summary>Puts a token server where an HttpClient expects the network.</summary>
internal sealed class TokenHandler(TokenIssuer issuer, Action<HttpRequestMessage>? onRequest = null) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        onRequest?.Invoke(request);
        var form = Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        if (issuer.TakeFault() is not { } fault)
        {
            var (status, body) = issuer.Answer(form);
            return Make(status, body, "application/json");
        }

        if (fault.AfterWork)
        {
            issuer.Answer(form);
        }

        if (fault.IsSilent)
        {
            var never = new TaskCompletionSource<bool>();
            using var end = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            await never.Task.ConfigureAwait(false);
        }

        if (fault.Until is { } until)
        {
            await until.ConfigureAwait(false);
            var (status, body) = issuer.Answer(form);
            return Make(status, body, "application/json");
        }

        return fault.Status == 0 ? throw new HttpRequestException("No way.") : Make(fault.Status, fault.Body, fault.ContentType);
    }

    private static HttpResponseMessage Make(int status, string body, string type) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
}
