using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

/// <summary>Request rate, operating time and the front server's patience, all in virtual time.</summary>
public sealed class Limits
{
    private const string Known = "imopenlines.session.open?USER_CODE=livechat%7C22%7C1761%7C587";
    private const string Open = "imopenlines.session.open";

    private readonly VirtualTime _time = new();

    [Fact]
    public async Task The_bucket_takes_its_burst_and_then_its_drain()
    {
        var caller = Create(new() { Time = _time, Bucket = BucketLimit.Standard });

        Assert.Equal(50, await AcceptedAsync(caller, 60));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await AcceptedAsync(caller, 10));
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(50, await AcceptedAsync(caller, 60));
        Assert.Equal((130, 28), (caller.Portal.Journal.Requests, caller.Portal.Journal.RefusedRequests));
    }

    [Fact]
    public async Task A_refusal_is_503_and_nothing_ran()
    {
        var caller = Create(new() { Time = _time, Bucket = new(0, 2) });

        var answer = await caller.StartAsync(2043);

        Assert.Equal(503, answer.Status);
        Assert.Equal("""{"error":"QUERY_LIMIT_EXCEEDED","error_description":"Too many requests"}""", answer.Text);
        Assert.Equal(0, caller.Portal.Journal.Commands);
    }

    [Theory]
    [InlineData(nameof(RefusalForm.QueryLimitExceeded), 503, null)]
    [InlineData(nameof(RefusalForm.TooManyRequests), 429, null)]
    [InlineData(nameof(RefusalForm.RetryAfterSeconds), 429, "5")]
    [InlineData(nameof(RefusalForm.RetryAfterDate), 429, "Mon, 16 Mar 2026 13:00:05 GMT")]
    public async Task A_refusal_may_say_when_to_come_again(string form, int status, string? retryAfter)
    {
        Assert.True(Enum.TryParse<RefusalForm>(form, out var refusalForm));
        var portal = SandboxPortal.CreateDefault(new() { Time = _time, RequestLimit = new WindowLimit(1, 4.5) { Refusal = refusalForm } });
        using var http = new HttpClient(new SandboxHandler(portal));
        using var first = await http.GetAsync(new Uri(DefaultData.AdminWebhook + "scope"));
        using var refusal = await http.GetAsync(new Uri(DefaultData.AdminWebhook + "scope"));

        Assert.Equal(200, (int)first.StatusCode);
        Assert.Equal(status, (int)refusal.StatusCode);
        Assert.Equal(retryAfter, refusal.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
        Assert.Contains("QUERY_LIMIT_EXCEEDED", await refusal.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_early_for_a_queue_waits_and_what_is_worked_on_is_counted()
    {
        var options = new SandboxOptions { Time = _time, RequestLimit = new UnderWayLimit(1) };
        options.Durations["imopenlines.session.start"] = TimeSpan.FromSeconds(1);
        var busy = Create(options);
        var slow = busy.StartAsync(2043);
        Assert.Equal(503, (await busy.StartAsync(2043)).Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await slow).Status);

        var queue = Create(new() { Time = _time, RequestLimit = new QueueLimit(2, 5) });
        var first = queue.StartAsync(2043);
        var second = queue.StartAsync(2043);
        Assert.True(first.IsCompleted);
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(200, (await second).Status);
    }

    [Fact]
    public async Task At_the_drain_rate_nothing_is_ever_refused()
    {
        var caller = Create(new() { Time = _time, Bucket = BucketLimit.Standard });
        Assert.Equal(50, await AcceptedAsync(caller, 50));

        for (var i = 0; i < 1000; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
            Assert.Equal(1, await AcceptedAsync(caller, 1));
        }
    }

    [Fact]
    public async Task Refused_requests_count_only_if_told_to()
    {
        var caller = Create(new() { Time = _time, Bucket = new(50, 2, CountRefused: true) });

        Assert.Equal(50, await AcceptedAsync(caller, 60));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(0, await AcceptedAsync(caller, 1));
    }

    [Fact]
    public async Task Another_tenant_takes_his_share()
    {
        var caller = Create(new() { Time = _time, Bucket = BucketLimit.Standard });
        caller.Portal.Switches.SetOtherTenant(1);
        Assert.Equal(49, await AcceptedAsync(caller, 60));

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(10, await AcceptedAsync(caller, 60));
    }

    [Fact]
    public async Task A_batch_counts_once()
    {
        var caller = Create(new() { Time = _time, Bucket = new(1, 1) });

        Assert.Equal(50, (await caller.BatchAsync([.. Enumerable.Repeat(Known, 50)])).Map("result").GetArrayLength());
        Assert.Equal(503, (await caller.BatchAsync(Known)).Status);
    }

    [Fact]
    public async Task Operating_time_blocks_above_the_limit_until_the_minutes_fall_out()
    {
        var caller = Create(new() { Time = _time, OperatingLimit = 10, Durations = { [Open] = TimeSpan.FromSeconds(5) } });

        for (var i = 1; i <= 3; i++)
        {
            var open = await PassAsync(caller.OpenAsync("livechat|22|1761|587"));
            Assert.Equal(5 * i, open.Json.GetProperty("time").GetProperty("operating").GetDouble());
        }

        var blocked = await caller.OpenAsync("livechat|22|1761|587");
        Assert.Equal((429, "OPERATION_TIME_LIMIT"), (blocked.Status, blocked.Error));
        Assert.Equal(200, (await caller.PostAsync("scope")).Status);

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(200, (await PassAsync(caller.OpenAsync("livechat|22|1761|587"))).Status);
    }

    [Fact]
    public async Task Calls_shorter_than_a_tenth_of_a_second_are_free()
    {
        var caller = Create(new() { Time = _time, OperatingLimit = 0.01, Durations = { [Open] = TimeSpan.FromSeconds(0.09) } });

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, (await PassAsync(caller.OpenAsync("livechat|22|1761|587"))).Status);
        }
    }

    [Fact]
    public async Task Inside_a_batch_each_method_pays_for_itself_on_a_counter_of_its_own()
    {
        var caller = Create(new() { Time = _time, OperatingLimit = 10, Durations = { [Open] = TimeSpan.FromSeconds(4) } });

        var answer = await PassAsync(caller.BatchAsync(Known, Known, Known, Known, "scope"));

        Assert.Equal(
            [4, 8, 12, 0],
            answer.Map("result_time").EnumerateObject().Select(static item => item.Value.GetProperty("operating").GetDouble()));
        Assert.Equal("OPERATION_TIME_LIMIT", answer.Map("result_error").GetProperty("3").GetProperty("error").GetString());
        Assert.Equal(0, answer.Json.GetProperty("time").GetProperty("operating").GetDouble());
        Assert.Equal(200, (await PassAsync(caller.OpenAsync("livechat|22|1761|587"))).Status);
    }

    [Fact]
    public async Task Or_the_batch_pays_for_all_and_shows_one_figure_everywhere()
    {
        var caller = Create(new()
        {
            Time = _time,
            OperatingLimit = 10,
            OperatingCharge = OperatingCharge.ToBatch,
            Durations = { [Open] = TimeSpan.FromSeconds(4) },
        });

        var answer = await PassAsync(caller.BatchAsync(Known, Known, Known));

        Assert.All(answer.Map("result_time").EnumerateArray(), static time => Assert.Equal(12, time.GetProperty("operating").GetDouble()));
        Assert.Equal(12, answer.Json.GetProperty("time").GetProperty("operating").GetDouble());
        Assert.Equal(429, (await caller.BatchAsync(Known)).Status);
        Assert.Equal(200, (await PassAsync(caller.OpenAsync("livechat|22|1761|587"))).Status);
    }

    [Fact]
    public async Task A_batch_lasts_the_sum_of_its_commands_and_latency_is_on_top()
    {
        var caller = Create(new() { Time = _time, Latency = TimeSpan.FromSeconds(1), Durations = { [Open] = TimeSpan.FromSeconds(2) } });

        var answer = await PassAsync(caller.BatchAsync(Known, Known, "scope"));

        Assert.Equal(TimeSpan.FromSeconds(5), _time.Elapsed);
        Assert.Equal(4, answer.Json.GetProperty("time").GetProperty("duration").GetDouble(), 0.6);
    }

    [Fact]
    public async Task After_the_cut_what_began_did_run_and_the_rest_did_not()
    {
        var caller = Create(new()
        {
            Time = _time,
            RequestCut = TimeSpan.FromSeconds(60),
            Durations = { ["imopenlines.session.start"] = TimeSpan.FromSeconds(25) },
        });

        var answer = await PassAsync(caller.BatchAsync(
            "imopenlines.session.start?CHAT_ID=2043",
            "imopenlines.session.start?CHAT_ID=2102",
            "imopenlines.session.start?CHAT_ID=2107",
            "imopenlines.session.start?CHAT_ID=1364"));

        Assert.Equal(504, answer.Status);
        Assert.ThrowsAny<JsonException>(() => answer.Json.ValueKind);
        Assert.Equal(TimeSpan.FromSeconds(60), _time.Elapsed);
        Assert.Equal(3, caller.Portal.Journal.SessionsCreated);
        Assert.Equal(0, caller.Portal.Journal.Executions("imopenlines.session.start", 1364));
    }

    [Fact]
    public void Without_durations_the_answer_is_there_before_the_call_returns()
    {
        Assert.True(Create(new()).BatchAsync(Known, "imopenlines.session.start?CHAT_ID=2043").IsCompletedSuccessfully);
    }

    private static Caller Create(SandboxOptions options) => new(SandboxPortal.CreateDefault(options));

    private static async Task<int> AcceptedAsync(Caller caller, int requests)
    {
        var accepted = 0;
        for (var i = 0; i < requests; i++)
        {
            accepted += (await caller.PostAsync("scope")).Status == 200 ? 1 : 0;
        }

        return accepted;
    }

    private async Task<T> PassAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted && _time.AdvanceToNextTimer())
        {
        }

        return await task;
    }
}
