using System;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>One exchange over real sockets: whatever happens on them, it ends with an answer.</summary>
public sealed class ExchangeTests
{
    private const string Code = "xk7ab9qwerty01zz";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly byte[] Success = "{\"result\":true}"u8.ToArray();

    [Fact]
    public async Task A_good_answer_is_a_result()
    {
        using var server = RawServer.Answer(Head(Success.Length), Success);
        using var answer = await SendAsync(server.Address);

        Assert.Null(answer.Error);
        Assert.Equal("true", Encoding.UTF8.GetString(answer.Items[0].Result.ToArray()));
        Assert.Equal(15, answer.BytesReceived);
    }

    // .NET Framework would: it costs a way to the portal and back, or a third of a second where the server says nothing.
    [Fact]
    public async Task A_request_leaves_without_asking_for_leave()
    {
        using var handler = new FaultyHandler(new IOException());
        using var exchange = new Exchange(CredentialsOf(RawServer.Nobody()), handler, Redaction.None, TimeProvider.System, new Notices());
        using var lost = await exchange.SendAsync(
            "test.read", new ArraySegment<byte>("{}"u8.ToArray()), commands: 0, Patience, CancellationToken.None);
        Assert.False(handler.Headers!.ExpectContinue ?? true);

        using var server = RawServer.Answer(Head(Success.Length), Success);
        using var answer = await SendAsync(server.Address);
        Assert.StartsWith("POST /rest/1/", server.Request, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect:", server.Request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_listening_means_that_nothing_was_executed()
    {
        var nobody = RawServer.Nobody();
        using var answer = await SendAsync(nobody);

        AssertFailed(
            answer, "ConnectionFailed", FailureKind.NotExecuted, $"Nothing answers at {nobody.Authority}: the connection was refused.");
    }

    [Fact]
    public async Task A_name_that_nobody_has_means_that_nothing_was_executed()
    {
        using var answer = await SendAsync(new Uri("https://no-such-portal.invalid/"));

        AssertFailed(answer, "ConnectionFailed", FailureKind.NotExecuted, "The name no-such-portal.invalid could not be resolved.");
    }

    [Fact]
    public async Task A_server_without_TLS_means_that_nothing_was_executed()
    {
        using var server = RawServer.Answer("HTTP/1.1 400 Bad Request\n\n");
        using var answer = await SendAsync(new UriBuilder(server.Address) { Scheme = "https" }.Uri);

        AssertFailed(answer, "ConnectionFailed", FailureKind.NotExecuted, "TLS could not be agreed on");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\nContent-")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 15\n\n")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 15\n\n{\"result\"")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\n{\"res\n")]
    public async Task A_connection_that_breaks_after_the_request_leaves_the_outcome_open(string sent)
    {
        foreach (var isReset in new[] { false, true })
        {
            using var server = RawServer.Answer(sent, isReset: isReset);
            using var answer = await SendAsync(server.Address);

            AssertFailed(answer, "ConnectionFailed", FailureKind.Ambiguous, "broke before the answer was complete");
            Assert.Contains("may have been done", answer.Error!.Row.Advice, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ICY 200 OK\n\n")]
    [InlineData("HTTP/1.1 two hundred\n\n")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\n")]
    [InlineData("\u0001\u0002\u0003\n\n")]
    public async Task What_is_no_HTTP_leaves_the_outcome_open(string sent)
    {
        using var server = RawServer.Answer(sent);
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "ConnectionFailed", FailureKind.Ambiguous, "broke");
    }

    [Fact]
    public async Task A_body_shorter_than_announced_is_no_answer_and_a_longer_one_is_cut_there()
    {
        using var shorter = RawServer.Answer(Head(100), Success);
        using var lost = await SendAsync(shorter.Address);
        AssertFailed(lost, "ConnectionFailed", FailureKind.Ambiguous, "broke");

        using var longer = RawServer.Answer(Head(Success.Length), [.. Success, .. "garbage"u8]);
        using var read = await SendAsync(longer.Address);
        Assert.Null(read.Error);
    }

    [Fact]
    public async Task A_body_that_announces_more_than_is_ever_read_is_refused()
    {
        using var server = RawServer.Answer(Head(BodyReader.Longest + 1L), Success);
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "InvalidResponse", FailureKind.Ambiguous, "HTTP 200 with a body of more than 16777216 bytes.");
    }

    [Fact]
    public async Task A_body_without_an_end_is_refused()
    {
        using var server = RawServer.Start(async socket =>
        {
            await socket.SendAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            var block = new byte[256 * 1024];
            try
            {
                while (true)
                {
                    await socket.SendAsync(block);
                }
            }
            catch (System.Net.Sockets.SocketException)
            {
                // The client has had enough.
            }
        });
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "InvalidResponse", FailureKind.Ambiguous, "more than 16777216 bytes");
        await server.Served;
    }

    [Fact]
    public async Task A_small_body_that_unpacks_without_an_end_is_refused()
    {
        using var server = RawServer.Answer("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Pack(new byte[BodyReader.Longest + 1]));
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "InvalidResponse", FailureKind.Ambiguous, "more than 16777216 bytes");
    }

    [Fact]
    public async Task A_packed_body_is_unpacked_and_asked_for()
    {
        using var server = RawServer.Answer("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Pack(Success));
        using var answer = await SendAsync(server.Address);

        Assert.Null(answer.Error);
    }

    [Fact]
    [Trait("NotInMono", "Mono tells of a broken packing by the exception that means a broken connection elsewhere.")]
    public async Task A_packing_that_is_broken_is_no_answer()
    {
        using var server = RawServer.Answer("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Success);
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "InvalidResponse", FailureKind.Ambiguous, "compression is broken");
    }

    [Theory]
    [InlineData(301, "https://new.bitrix24.com/rest/1/x/batch.json", "127.0.0.1 sends its callers to new.bitrix24.com.")]
    [InlineData(302, "https://new.bitrix24.com/", "127.0.0.1 sends its callers to new.bitrix24.com.")]
    [InlineData(303, "http://new.bitrix24.com/", "127.0.0.1 sends its callers to new.bitrix24.com.")]
    [InlineData(307, "/elsewhere", "127.0.0.1 sends its callers to another address.")]
    [InlineData(308, "", "127.0.0.1 sends its callers to another address.")]
    [InlineData(302, "not an address \u0001", "127.0.0.1 sends its callers to another address.")]
    [InlineData(302, "https://xk7ab9qwerty01zz.example.com/", "127.0.0.1 sends its callers to ***.example.com.")]
    public async Task A_redirect_to_who_knows_where_is_told_of_and_not_followed(int status, string location, string expected)
    {
        using var server = RawServer.Answer($"HTTP/1.1 {status} Moved\nLocation: {location}\nContent-Length: 0\n\n");
        using var answer = await SendAsync(server.Address);

        AssertFailed(answer, "PortalMoved", FailureKind.Connection, expected);
        Assert.Equal((HttpStatusCode)status, answer.Error!.HttpStatus);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_renamed_portal_is_followed_once_with_method_and_body(int status)
    {
        using var desk = new Desk(new ScriptedHandler(request => request.Address.Host == "example.bitrix24.com"
            ? Redirect(status, "https://renamed.bitrix24.com/")
            : ScriptedHandler.Json(Answers.Echo(request))));
        desk.Send(Calls.Change(1763));
        desk.Send(Calls.Change(1764));

        Assert.Equal("1763 1764", desk.Outcomes());
        Assert.Equal(
            ["example.bitrix24.com", "renamed.bitrix24.com", "renamed.bitrix24.com"],
            desk.Network.Requests.ConvertAll(request => request.Address.Host));
        Assert.Equal(desk.Network.Requests[0].Body.GetRawText(), desk.Network.Requests[1].Body.GetRawText());
        Assert.Equal(desk.Network.Requests[0].Address.AbsolutePath, desk.Network.Requests[1].Address.AbsolutePath);
        Assert.Equal("https://renamed.bitrix24.com/", desk.Client.Credentials.Portal.AbsoluteUri);
        Assert.Equal(3, desk.Counters.Requests);
        Assert.True(desk.Client.Notices.TryTake(out var notice));
        Assert.True(notice!.IsWarning);
        Assert.False(desk.Client.Notices.TryTake(out _));
    }

    [Fact]
    public void An_address_where_no_portal_answers_is_not_the_new_one()
    {
        using var desk = new Desk(new ScriptedHandler(request => request.Address.Host == "example.bitrix24.com"
            ? Redirect(302, "https://renamed.bitrix24.com/")
            : ScriptedHandler.Json("<html></html>")), new() { MaximumRetryCount = 0 });
        desk.Send(Calls.Read("a"));

        Assert.Equal("InvalidResponse", desk.Outcomes());
        Assert.Equal("https://example.bitrix24.com/", desk.Client.Credentials.Portal.AbsoluteUri);
        Assert.False(desk.Client.Notices.TryTake(out _));
        Assert.Equal(2, desk.Counters.Requests);
    }

    [Fact]
    public void Portals_that_send_callers_to_each_other_are_not_followed_round()
    {
        using var desk = new Desk(new ScriptedHandler(request =>
            Redirect(
                302, request.Address.Host == "example.bitrix24.com" ? "https://renamed.bitrix24.com/" : "https://example.bitrix24.com/")));
        desk.Send(Calls.Read("a"));

        Assert.Equal("PortalMoved", desk.Outcomes());
        Assert.Equal(2, desk.Network.Requests.Count);
    }

    [Theory]
    [InlineData("https://xk7ab9qwerty01zz.bitrix24.com/")]
    [InlineData("https://XK7AB9QWERTY01ZZ.bitrix24.com/")]
    [InlineData("https://xk7ab\u00FC9qwer\u00FCty01zz.bitrix24.com/")]
    public void A_new_name_that_repeats_the_secret_is_not_taken(string location)
    {
        using var desk = new Desk(new ScriptedHandler(_ => Redirect(302, location)));
        desk.Send(Calls.Read("a"));

        Assert.Equal("PortalMoved", desk.Outcomes());
        Assert.Single(desk.Network.Requests);
        Assert.Equal("https://example.bitrix24.com/", desk.Client.Credentials.Portal.AbsoluteUri);
    }

    private static HttpResponseMessage Redirect(int status, string location)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Headers.Location = new Uri(location);
        return response;
    }

    [Fact]
    public async Task An_answer_that_does_not_come_ends_when_its_time_is_over()
    {
        var time = new VirtualTime();
        var asked = new TaskCompletionSource();
        var isOver = new TaskCompletionSource();
        using var server = RawServer.Start(async _ =>
        {
            asked.SetResult();
            await isOver.Task;
        });
        var exchange = SendAsync(server.Address, time);
        await asked.Task;
        time.Advance(Patience);
        using var answer = await exchange;
        isOver.SetResult();

        AssertFailed(answer, "RequestTimeout", FailureKind.Ambiguous, "No answer within 90 seconds.");
    }

    [Fact]
    public async Task A_body_that_stops_coming_ends_when_its_time_is_over()
    {
        var time = new VirtualTime();
        var begun = new TaskCompletionSource();
        var isOver = new TaskCompletionSource();
        using var server = RawServer.Start(async socket =>
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"res"));
            begun.SetResult();
            await isOver.Task;
        });
        var exchange = SendAsync(server.Address, time);
        await begun.Task;
        time.Advance(Patience);
        using var answer = await exchange;
        isOver.SetResult();

        Assert.Equal("RequestTimeout", answer.Error!.Id);
    }

    [Fact]
    public async Task A_cancelled_exchange_ends_with_an_answer_too()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        using var answer = await SendAsync(RawServer.Nobody(), cancellation: cancellation.Token);

        AssertFailed(answer, "RequestTimeout", FailureKind.Ambiguous, "The request was cancelled.");
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 16 Mar 2026 13:01:00 GMT", 60)]
    [InlineData("Mon, 16 Mar 2026 12:59:00 GMT", null)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("", null)]
    public async Task What_the_server_asks_to_wait_is_read(string header, int? seconds)
    {
        using var server = RawServer.Answer($"HTTP/1.1 503 Busy\nRetry-After: {header}\nContent-Length: 0\n\n");
        using var answer = await SendAsync(server.Address, new VirtualTime());

        Assert.Equal(seconds, answer.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task Any_fault_of_the_network_stack_ends_with_an_answer()
    {
        foreach (var fault in new Exception[]
        {
            new HttpRequestException(Code), new IOException(Code), new WebException(Code), new ObjectDisposedException(Code),
            new InvalidOperationException(Code),
            new OperationCanceledException(Code), new InvalidDataException(Code), new WebException(Code, WebExceptionStatus.ConnectFailure),
            new WebException(Code, WebExceptionStatus.NameResolutionFailure),
            new HttpRequestException(Code, new System.Net.Sockets.SocketException(113)),
            new NotSupportedException(Code),
        })
        {
            using var handler = new FaultyHandler(fault);
            using var exchange = new Exchange(
                CredentialsOf(RawServer.Nobody()), handler, Redaction.None, TimeProvider.System, new Notices());
            using var answer = await exchange.SendAsync(
                "test.read", new ArraySegment<byte>("{}"u8.ToArray()), commands: 0, Patience, CancellationToken.None);

            Assert.NotNull(answer.Error);
            Assert.Null(answer.Error.InnerException);
            Assert.DoesNotContain(Code, answer.Error.ToString(), StringComparison.Ordinal);
        }
    }

    // So .NET Framework tells of a body that was still coming when its time was over.
    [Fact]
    public async Task What_breaks_because_its_time_is_over_is_a_timeout()
    {
        var time = new VirtualTime();
        using var body = new AbortedBody(() => time.Advance(Patience));
        using var handler = new ScriptedHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) });
        using var exchange = new Exchange(CredentialsOf(RawServer.Nobody()), handler, Redaction.None, time, new Notices());
        using var answer = await exchange.SendAsync(
            "test.read", new ArraySegment<byte>("{}"u8.ToArray()), commands: 0, Patience, CancellationToken.None);

        AssertFailed(answer, "RequestTimeout", FailureKind.Ambiguous, "No answer within 90 seconds.");
    }

    private static string Head(long length) => $"HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: {length}\n\n";

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static WebhookCredentials CredentialsOf(Uri portal) => new(portal, "1", new Secret(Code));

    private static async Task<Answer> SendAsync(Uri portal, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        var credentials = CredentialsOf(portal);
        using var exchange = new Exchange(
            credentials,
            PortalHandler.Create(ConcurrencyLimit.Most),
            new Redaction(credentials.Secrets),
            time ?? TimeProvider.System,
            new Notices());
        return await exchange.SendAsync("test.read", new ArraySegment<byte>("{}"u8.ToArray()), commands: 0, Patience, cancellation);
    }

    private static void AssertFailed(Answer answer, string id, FailureKind kind, string words)
    {
        Assert.Equal((id, kind), (answer.Error!.Id, answer.Error.Row.Kind));
        Assert.Contains(words, answer.Error.Description, StringComparison.Ordinal);
        Assert.Null(answer.Error.Code);
        Assert.Null(answer.Error.InnerException);
        Assert.Equal("test.read", answer.Error.Method);
        Assert.DoesNotContain(Code, answer.Error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private sealed class FaultyHandler(Exception fault) : HttpMessageHandler
    {
        public HttpRequestHeaders? Headers { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Headers = request.Headers;
            throw fault;
        }
    }

    private sealed class AbortedBody(Action abort) : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            abort();
            throw new WebException("The request was aborted: The request was canceled.", WebExceptionStatus.RequestCanceled);
        }
    }
}
