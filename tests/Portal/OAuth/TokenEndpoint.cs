using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Portal.OAuth;

/// <summary>The token server over HTTP.</summary>
internal static class TokenEndpoint
{
    public static async Task AnswerAsync(TokenIssuer issuer, HttpContext context, string form)
    {
        var fault = issuer.TakeFault();
        if (fault is { IsSilent: true })
        {
            await Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted).ContinueWith(
                static _ => { }, System.Threading.CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return;
        }

        if (context.Request.Method != "POST" || context.Request.QueryString.HasValue)
        {
            await WriteAsync(context.Response, 400, "application/json", "{\"error\":\"invalid_request\"}");
            return;
        }

        if (fault is null or { AfterWork: true } or { Until: not null })
        {
            await (fault?.Until ?? Task.CompletedTask);
            var (status, body) = issuer.Answer(form);
            if (fault is not { AfterWork: true })
            {
                await WriteAsync(context.Response, status, "application/json", body);
                return;
            }
        }

        await WriteAsync(context.Response, fault.Status, fault.ContentType, fault.Body);
    }

    private static Task WriteAsync(HttpResponse response, int status, string type, string body)
    {
        response.StatusCode = status;
        response.ContentType = type;
        var bytes = Encoding.UTF8.GetBytes(body);
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, 0, bytes.Length);
    }
}
