using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>A portal that never answers, under the number of seconds that the user gives a request.</summary>
public sealed class TimeoutTests
{
    private static readonly RestMethod<string> Slow = new(
        "test.slow", SafetyClass.Read, ExactTime.OfSeconds(0.83), static result => result.Text()!);

    private static readonly RestMethod<string> VerySlow = new(
        "test.slower", SafetyClass.Read, TimeSpan.FromSeconds(100), static result => result.Text()!);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 1)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    public void Each_request_is_waited_for_so_long_and_no_longer_whatever_is_in_it(int timeout, int retries)
    {
        using var desk = new Desk(policy: new() { RequestTimeout = TimeSpan.FromSeconds(timeout), MaximumRetryCount = retries });
        desk.Send([.. CallsOf(Slow, 5), .. CallsOf(VerySlow, 1)]);
        var sent = new Dictionary<ScriptedRequest, TimeSpan>();
        while (desk.Counters.Failed < 6)
        {
            foreach (var request in desk.UnderWay.Where(request => !sent.ContainsKey(request)))
            {
                sent.Add(request, desk.Time.Elapsed);
            }

            desk.Time.Advance(ExactTime.OfSeconds(0.1));
            Assert.All(
                desk.UnderWay.Where(sent.ContainsKey),
                request => Assert.InRange((desk.Time.Elapsed - sent[request]).TotalSeconds, 0, timeout));
        }

        Assert.Equal(string.Join(' ', Enumerable.Repeat("RequestTimeout", 6)), desk.Outcomes());
        Assert.Equal(6 * retries, desk.Counters.Retries);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(30)]
    public void What_waits_for_no_answer_does_not_wait_for_one_request_after_the_other(int timeout)
    {
        using var desk = new Desk(policy: new() { RequestTimeout = TimeSpan.FromSeconds(timeout), MaximumRetryCount = 1 });
        desk.Send(CallsOf(Slow, 50));
        while (desk.Counters.Failed < 50)
        {
            desk.Time.Advance(ExactTime.OfSeconds(0.1));
        }

        // Each call twice, and four requests at once the second time, with a call or more each.
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 2 * timeout, (15 * timeout) + 2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(20, 12)]
    [InlineData(3600, 36)]
    public void No_more_calls_share_a_request_than_are_expected_to_take_half_of_it(int timeout, int most)
    {
        using var desk = new Desk(policy: new() { RequestTimeout = TimeSpan.FromSeconds(timeout) });
        desk.Send(CallsOf(Slow, 200));
        desk.Settle(Answers.Echo);

        Assert.Equal(200, desk.Network.Requests.Sum(static request => request.Calls));
        Assert.InRange(desk.Network.Requests[0].Calls, 1, most);
        Assert.InRange(desk.Network.Requests.Max(static request => request.Calls), 1, most);
    }

    private static IEnumerable<Call> CallsOf(RestMethod<string> method, int count) =>
        Enumerable.Range(0, count).Select(number => new Call<string>(method, [new("CODE", $"{number}")]));
}
