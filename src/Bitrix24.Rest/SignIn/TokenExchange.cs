using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Asks a token server for tokens: a form by POST, so that no secret is in an address, and no redirect is followed. It always ends with a
/// <see cref="TokenAnswer"/>; nothing is thrown. See
/// <see href="https://apidocs.bitrix24.com/settings/oauth/auto-renewal.html">the renewal of tokens</see>.
/// </summary>
/// <param name="createHandler">Makes what carries a request to a server; disposed of with it.</param>
/// <param name="redaction">Takes the secrets out of the server's texts.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenExchange(Func<Uri, HttpMessageHandler> createHandler, Redaction redaction, TimeProvider time)
{
    private const string Path = "oauth/token/";
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    private readonly TokenAnswerReader _reader = new(redaction);

    /// <param name="server">The token server.</param>
    /// <param name="application">The application.</param>
    /// <param name="grant">What the tokens are given for.</param>
    /// <param name="timeout">How long the answer may take.</param>
    public async Task<TokenAnswer> AskAsync(
        Uri server, OAuthApplication application, TokenGrant grant, TimeSpan timeout)
    {
        using var deadline = new Deadline(timeout, time, CancellationToken.None);
        using var http = new PortalInvoker(createHandler(server), redaction);
        var hasLeft = false;
        try
        {
            using var content = new RequestContent(new(grant.Write(application)), () => Volatile.Write(ref hasLeft, true));
            content.Headers.ContentType = Form;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, Path)) { Content = content };
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.ExpectContinue = false;
            request.Headers.UserAgent.Add(PortalInvoker.Agent);
            using var response = await http.InvokeAsync(request, deadline.Token).ConfigureAwait(false);
            using var body = await new BodyReader().ReadAsync(response.Content, deadline.Token).ConfigureAwait(false);
            return _reader.Read(response.StatusCode, body?.Bytes ?? default, grant.Owner, application.Id, server, time.GetUtcNow());
        }
        catch (Exception exception) when (deadline.Token.IsCancellationRequested
            || exception is OperationCanceledException { InnerException: not TimeoutException })
        {
            var seconds = timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return Lost(server, RestText.Of("TokenServer_NoAnswer", seconds), Volatile.Read(ref hasLeft));
        }
        catch (InvalidDataException)
        {
            return Lost(server, RestText.Of("TokenServer_BrokenCompression"), hasLeft: true);
        }
#pragma warning disable CA1031 // Handlers, proxies and TLS stacks throw what they like.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var failure = NetworkFailure.Read(exception, http.PathTo(server), Volatile.Read(ref hasLeft), Path);
            return Lost(server, failure.Text, failure.Row.Kind == FailureKind.Ambiguous);
        }
    }

    private static TokenAnswer Lost(Uri server, LocalizableText why, bool hasLeft) =>
        new() { Error = TokenAnswerReader.Unavailable(server, why, hasLeft ? FailureKind.Ambiguous : FailureKind.NotExecuted) };
}
