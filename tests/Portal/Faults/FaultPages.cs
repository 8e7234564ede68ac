using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace Portal.Faults;

/// <summary>
/// The answers that the faults give instead of the portal's. They repeat the address, as careless servers do: it holds the secret.
/// </summary>
internal static class FaultPages
{
    private const string Json = "application/json; charset=utf-8";
    private const string Html = "text/html; charset=utf-8";
    private static readonly int[] ServerErrors = [500, 502, 503, 504];
    private static readonly int[] Refusals = [403, 407, 413, 421];
    private static readonly string[] UnknownCodes =
    [
        "", "SOMETHING_NEW", "42", "ERROR_UNEXPECTED_ANSWER", "INTERNAL_SERVER_ERROR", "a code\u001b[31m",
    ];

    /// <summary>The answer of such a fault; null for one that has no answer of its own.</summary>
    public static HttpResponseMessage? Of(Fault fault, HttpRequestMessage request) => fault.Kind switch
    {
        FaultKind.ServerErrorPage => Page(ServerErrors[fault.Dice % 4], fault, request),
        FaultKind.ServerErrorCode => Error(fault.Dice % 2 == 0 ? 500 : 503, UnknownCodes[fault.Dice % UnknownCodes.Length], fault, request),
        FaultKind.FrontRefusal => Page(Refusals[fault.Dice % 4], fault, request),
        FaultKind.QueryLimit => Error(503, "QUERY_LIMIT_EXCEEDED", fault, request),
        FaultKind.TooManyRequestsPage => Page(429, fault, request),
        FaultKind.OperatingLimit => Error(429, "OPERATION_TIME_LIMIT", fault, request),
        FaultKind.Redirect => Redirect(fault, request),
        _ => null,
    };

    /// <summary>Any answer with a body of its own.</summary>
    public static HttpResponseMessage Make(
        int status, string contentType, byte[] body, HttpRequestMessage request, string? retryAfter = null)
    {
        var message = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (retryAfter is not null)
        {
            message.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return message;
    }

    private static HttpResponseMessage Error(int status, string code, Fault fault, HttpRequestMessage request)
    {
        var text = JsonEncodedTextOf(code);
        var body = $"{{\"error\":\"{text}\",\"error_description\":\"The request to {request.RequestUri} failed.\"}}";
        return Make(status, Json, Encoding.UTF8.GetBytes(body), request, fault.RetryAfter);
    }

    private static string JsonEncodedTextOf(string text) => System.Text.Json.JsonEncodedText.Encode(text).ToString();

    private static HttpResponseMessage Page(int status, Fault fault, HttpRequestMessage request) => Make(
        status, Html, Encoding.UTF8.GetBytes($"<html><body><h1>{status}</h1><p>{request.RequestUri}</p></body></html>"), request,
        fault.RetryAfter);

    private static HttpResponseMessage Redirect(Fault fault, HttpRequestMessage request)
    {
        var address = request.RequestUri!;
        var code = address.Segments.Length > 3 ? address.Segments[3].TrimEnd('/') : "renamed";
        var location = (fault.Dice / 4 % 9) switch
        {
            0 => "https://elsewhere.example" + address.PathAndQuery,
            1 => $"https://{code}.elsewhere.example/",
            2 => $"http://{address.Host}{address.PathAndQuery}",
            3 => "/rest/elsewhere/",
            4 => $"https://{address.Host}@elsewhere.example/",
            5 => $"https://{address.Host}.elsewhere.example{address.PathAndQuery}",
            6 => $"https://{code}.bitrix24.example{address.PathAndQuery}",
            7 => "https://renamed.bitrix24.example/",
            _ => "",
        };
        var statuses = new[] { 301, 302, 307, 308 };
        var message = Make(statuses[fault.Dice % 4], Html, [], request);
        message.Headers.TryAddWithoutValidation("Location", location);
        return message;
    }
}
