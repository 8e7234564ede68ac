using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>One exchange over real sockets with whatever listens there.</summary>
internal static class RawExchange
{
    public const string Code = "xk7ab9qwerty01zz";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    public static readonly byte[] Success = "{\"result\":true}"u8.ToArray();

    public static string Head(long length) => $"HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: {length}\n\n";

    public static WebhookCredentials CredentialsOf(Uri portal) => new(portal, "1", new Secret(Code));

    public static async Task<Answer> SendAsync(Uri portal, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        using var exchange = Through(portal, proxy: null, time);
        return await SendAsync(exchange, cancellation);
    }

    /// <summary>What carries exchanges with a portal, through a proxy where one is given.</summary>
    public static Exchange Through(Uri portal, IWebProxy? proxy, TimeProvider? time = null)
    {
        var credentials = CredentialsOf(portal);
        return new Exchange(
            credentials,
            PortalHandler.Create(portal, ConcurrencyLimit.Most, new NetworkSettings { Proxy = proxy }),
            new Redaction(credentials.Secrets),
            time ?? TimeProvider.System,
            new Notices());
    }

    public static Task<Answer> SendAsync(Exchange exchange, CancellationToken cancellation = default) =>
        exchange.SendAsync("test.read", new ArraySegment<byte>("{}"u8.ToArray()), commands: 0, Patience, cancellation);

    public static void AssertFailed(Answer answer, string id, FailureKind kind, string words)
    {
        Assert.Equal((id, kind), (answer.Error!.Id, answer.Error.Row.Kind));
        Assert.Contains(words, answer.Error.Description, StringComparison.Ordinal);
        Assert.Null(answer.Error.Code);
        Assert.Null(answer.Error.InnerException);
        Assert.Equal("test.read", answer.Error.Method);
        Assert.DoesNotContain(Code, answer.Error.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
