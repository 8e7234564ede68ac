using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

/// <summary>The portal over a real socket.</summary>
public sealed class PortalServerBehaviour : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private PortalServer _server = null!;

    public async Task InitializeAsync() => _server = await PortalServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task It_answers_as_the_portal_does_and_records_what_came()
    {
        using var response = await PostAsync();

        Assert.Equal(200, (int)response.StatusCode);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("1763", answer.RootElement.GetProperty("result").GetProperty("chatId").GetString());
        Assert.StartsWith("http://127.0.0.1:", _server.WebhookUrl, StringComparison.Ordinal);

        var request = Assert.Single(_server.Requests);
        Assert.Equal(("POST", "imopenlines.session.open"), (request.Verb, request.Method));
        Assert.Contains("1761", request.Body, StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", request.Headers["content-type"]);
    }

    [Fact]
    public async Task Scripted_answers_come_first_and_once()
    {
        _server.Next(CannedAnswer.Error(503, "QUERY_LIMIT_EXCEEDED"), CannedAnswer.Html(502));

        using var first = await PostAsync();
        using var second = await PostAsync();
        using var third = await PostAsync();

        Assert.Equal((503, 502, 200), ((int)first.StatusCode, (int)second.StatusCode, (int)third.StatusCode));
        Assert.Equal(1, _server.Portal.Journal.Commands);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_connection_breaks_before_the_work_or_after_it(bool afterWork, long executed)
    {
        _server.Next(CannedAnswer.Broken(afterWork));

        await Assert.ThrowsAsync<HttpRequestException>(PostAsync);

        Assert.Equal(executed, _server.Portal.Journal.Commands);
    }

    [Fact]
    public async Task An_answer_breaks_off_inside_its_body()
    {
        _server.Next(CannedAnswer.Truncated(10));

        await Assert.ThrowsAsync<HttpRequestException>(PostAsync);

        Assert.Equal(1, _server.Portal.Journal.Commands);
    }

    [Fact]
    public async Task An_answer_waits_until_it_is_released()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Next(CannedAnswer.Delayed(released.Task));

        var pending = PostAsync();
        Assert.False(pending.IsCompleted);
        released.SetResult();
        using var response = await pending;

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_intercepted_request_does_not_reach_the_portal()
    {
        _server.Intercept = static async context =>
        {
            context.Response.StatusCode = 418;
            await context.Response.Body.WriteAsync(new byte[] { 1 }, CancellationToken.None);
            return true;
        };

        using var response = await PostAsync();

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal(0, _server.Portal.Journal.Requests);
    }

    [Fact]
    public async Task A_renamed_portal_redirects_over_the_wire()
    {
        _server.Portal.Switches.RenamedTo = new UriBuilder(_server.Address) { Host = "localhost" }.Uri;

        using var response = await PostAsync();

        Assert.Equal(302, (int)response.StatusCode);
        Assert.Equal("localhost", response.Headers.Location!.Host);
    }

    [Fact]
    public async Task The_journal_is_there_to_read()
    {
        using var response = await PostAsync();

        using var journal = JsonDocument.Parse(await _http.GetStringAsync(new Uri(_server.Address, "journal")));

        Assert.Equal(1, journal.RootElement.GetProperty("requests").GetInt32());
        Assert.Equal(
            1, journal.RootElement.GetProperty("methods").GetProperty("imopenlines.session.open").GetProperty("maxPerChat").GetInt32());
    }

    [Fact]
    public void The_command_line_becomes_options()
    {
        var arguments = PortalArguments.Parse(
            [
                "--chats", "10", "--burst", "50", "--drain", "2", "--operating", "420", "--duration", "imopenlines.session.open=0.15",
                "--latency", "40",
            ]);

        var options = arguments.ToOptions();

        Assert.Equal(10, arguments.Chats);
        Assert.Equal(new BucketLimit(50, 2), options.Bucket);
        Assert.Equal(420, options.OperatingLimit);
        Assert.Equal(TimeSpan.FromMilliseconds(150), options.Durations["imopenlines.session.open"]);
        Assert.Equal(TimeSpan.FromMilliseconds(40), options.Latency);
        Assert.Throws<ArgumentException>(static () => PortalArguments.Parse(["--no-such", "1"]));
    }

    [Fact]
    public void The_command_line_has_every_kind_of_request_limit()
    {
        Assert.Equal(
            new BucketLimit(100, 10, CountRefused: true) { InWholeSeconds = true, Filled = 0.5 },
            LimitOf("--limit", "ticks", "--burst", "100", "--drain", "10", "--filled", "0.5", "--count-refused", "true"));
        Assert.Equal(
            new WindowLimit(10, 1) { Refusal = RefusalForm.RetryAfterDate },
            LimitOf("--limit", "window", "--burst", "10", "--window", "1", "--refusal", "RetryAfterDate"));
        Assert.Equal(new WindowLimit(100, 10, IsSliding: true), LimitOf("--limit", "sliding", "--burst", "100", "--window", "10"));
        Assert.Equal(new QueueLimit(5, 50), LimitOf("--limit", "queue", "--drain", "5", "--burst", "50"));
        Assert.Equal(new UnderWayLimit(5), LimitOf("--limit", "underway", "--burst", "5"));
        Assert.Throws<InvalidOperationException>(static () => LimitOf("--limit", "none", "--burst", "5"));

        static RequestLimit? LimitOf(params string[] arguments) => PortalArguments.Parse(arguments).ToOptions().RequestLimit;
    }

    private async Task<HttpResponseMessage> PostAsync()
    {
        using var content = new StringContent("""{"USER_CODE":"livechat|22|1761|587"}""", Encoding.UTF8, "application/json");
        return await _http.PostAsync(_server.WebhookUrl + "imopenlines.session.open.json", content);
    }
}
