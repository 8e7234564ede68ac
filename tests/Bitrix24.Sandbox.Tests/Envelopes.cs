using System;
using System.Net.Http;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

public sealed class Envelopes
{
    [Fact]
    public async Task Time_prints_its_start_as_an_int_and_whole_floats_as_ints()
    {
        var time = new VirtualTime(DateTimeOffset.FromUnixTimeMilliseconds(1_773_666_416_250));
        var answer = await new Caller(SandboxPortal.CreateDefault(new() { Time = time })).OpenAsync("livechat|22|1761|587");

        Assert.Equal(
            """{"start":1773666416,"finish":1773666416.25,"duration":0.25,"processing":0"""
            + ""","date_start":"2026-03-16T16:06:56+03:00","date_finish":"2026-03-16T16:06:56+03:00"}""",
            answer.Json.GetProperty("time").GetRawText());
    }

    [Fact]
    public async Task Operating_figures_appear_only_with_the_limiter()
    {
        var time = new VirtualTime(DateTimeOffset.FromUnixTimeSeconds(1_773_666_416));
        var answer = await new Caller(SandboxPortal.CreateDefault(new() { Time = time, OperatingLimit = 420 }))
            .OpenAsync("livechat|22|1761|587");

        Assert.EndsWith(
            ""","duration":0,"processing":0"""
            + ""","date_start":"2026-03-16T16:06:56+03:00","date_finish":"2026-03-16T16:06:56+03:00","operating_reset_at":1773667016"""
            + ""","operating":0}}""",
            answer.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_are_those_of_the_real_portal()
    {
        using var http = new HttpClient(new SandboxHandler(SandboxPortal.CreateDefault()));
        using var response = await http.GetAsync(DefaultData.AdminWebhook + "scope");

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Text_of_the_portal_is_escaped_as_PHP_does()
    {
        var answer = await new Caller().GetAsync("imopenlines.dialog.get?CHAT_ID=2106");

        Assert.Contains("\"name\":\"Order 17 \\u003C\\u0022special\\u0022\\u003E\"", answer.Text, StringComparison.Ordinal);
    }
}
