using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Portal;
using static Bitrix24.Rest.Tests.RawExchange;

namespace Bitrix24.Rest.Tests;

/// <summary>One exchange over real sockets: whatever happens on them, it ends with an answer.</summary>
public sealed class ExchangeTests
{
    [Fact]
    public async Task A_good_answer_is_a_result()
    {
        using var server = RawServer.Answer(Head(Success.Length), Success);
        using var answer = await SendAsync(server.Address);

        Assert.Null(answer.Error);
        Assert.Equal("true", Json.TextOf(answer.Items[0].Result));
        Assert.Equal(15, answer.BytesReceived);
    }

    // .NET Framework would: it costs a way to the portal and back, or a third of a second where the server says nothing.
    [Fact]
    public async Task A_request_leaves_without_asking_for_leave()
    {
        using var handler = new FaultyHandler(new IOException());
        using var exchange = new Exchange(CredentialsOf(RawServer.Nobody()), handler, Redaction.None, TimeProvider.System, new Notices());
        using var lost = await SendAsync(exchange);
        Assert.False(handler.Headers!.ExpectContinue ?? true);

        using var server = RawServer.Answer(Head(Success.Length), Success);
        using var answer = await SendAsync(server.Address);
        Assert.StartsWith("POST /rest/1/", server.Request, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect:", server.Request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_request_says_what_it_is_what_it_takes_and_who_sends_it()
    {
        using var server = RawServer.Answer(Head(Success.Length), Success);
        using var answer = await SendAsync(server.Address);

        Assert.Contains("Content-Type: application/json; charset=utf-8\r\n", server.Request, StringComparison.Ordinal);
        Assert.Contains("Accept: application/json\r\n", server.Request, StringComparison.Ordinal);
        var version = typeof(Exchange).Assembly.GetName().Version!.ToString(3);
        Assert.Contains($"User-Agent: OpenLines/{version}\r\n", server.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_is_over_it_leaves_no_timer_behind()
    {
        var time = new VirtualTime();
        using var server = RawServer.Answer(Head(Success.Length), Success);
        using var answer = await SendAsync(server.Address, time);

        Assert.Equal(0, time.PendingTimers);
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
            Assert.Contains("network", answer.Error!.Row.Advice, StringComparison.Ordinal);
            Assert.DoesNotContain("executed", answer.Error.Row.Advice, StringComparison.Ordinal);
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
    [InlineData("Mon, 16 Mar 2026 13:00:00 GMT", null)]
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
            using var answer = await SendAsync(exchange);

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
        using var answer = await SendAsync(exchange);

        AssertFailed(answer, "RequestTimeout", FailureKind.Ambiguous, "No answer within 90 seconds.");
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
