using System;
using System.Linq;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

/// <summary>Two calls for one chat at once: the portal lets one of them in, and most methods do not tell the other.</summary>
public sealed class CallsAtOnce
{
    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData("operator.finish", "CHAT_ID=1763", "true")]
    [InlineData("operator.another.finish", "CHAT_ID=1763", "true")]
    [InlineData("operator.answer", "CHAT_ID=2101", "")]
    [InlineData("operator.transfer", "CHAT_ID=1763&QUEUE_ID=58", "OPERATOR_WRONG")]
    [InlineData("message.session.start", "CHAT_ID=1763&MESSAGE_ID=176300002", "true")]
    public async Task One_is_let_in(string method, string query, string second)
    {
        var options = new SandboxOptions { Time = _time, Durations = { ["imopenlines." + method] = TimeSpan.FromSeconds(1) } };
        var portal = SandboxPortal.CreateDefault(options);
        var first = new Caller(portal, DefaultData.OperatorWebhook).LinesAsync(method, query);
        var other = new Caller(portal, DefaultData.OperatorWebhook).LinesAsync(method, query);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("true", (await first).ResultText);
        Assert.Equal(second, (await other).Status == 200 ? (await other).ResultText : (await other).Error);
        Assert.Equal(method == "message.session.start" ? 1 : 0, portal.Journal.SessionsCreated);
    }

    [Fact]
    public async Task A_pin_that_is_not_let_in_is_true_and_changes_nothing()
    {
        var options = new SandboxOptions { Time = _time, Durations = { ["imopenlines.session.mode.pin"] = TimeSpan.FromSeconds(1) } };
        var caller = new Caller(SandboxPortal.CreateDefault(options), DefaultData.OperatorWebhook);

        var answers = new[] { "Y", "N" }.Select(flag => caller.LinesAsync("session.mode.pin", "CHAT_ID=1763&ACTIVATE=" + flag)).ToList();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.All(await Task.WhenAll(answers), static answer => Assert.Equal("true", answer.ResultText));
        Assert.True((await caller.DialogAsync(1763)).IsPinned);
        await Task.WhenAll(new[] { caller.LinesAsync("session.mode.pin", "CHAT_ID=1763&ACTIVATE=N") }.Select(answer =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return answer;
        }));
        Assert.False((await caller.DialogAsync(1763)).IsPinned);
    }
}
