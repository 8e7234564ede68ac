using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>What is looked for in a dialog is what the call is to bring about, not what was there before.</summary>
public sealed class VerificationTests
{
    private static readonly ChatId[] Chats = [.. new long[] { 1763, 2043, 2024, 1364 }.Concat(
        Enumerable.Range(2101, 14).Select(static id => (long)id)).Select(static id => new ChatId(id))];

    [Theory]
    [InlineData(DefaultData.AdminWebhook)]
    [InlineData(DefaultData.OperatorWebhook)]
    [InlineData(DefaultData.ExtranetWebhook)]
    [InlineData(DefaultData.InactiveWebhook)]
    public async Task Where_it_is_there_before_the_call_changes_nothing(string webhook)
    {
        foreach (var method in EveryMethodTests.OnChats)
        {
            await AssertChangesNothingThatItLooksForAsync(method, webhook, earlier: null);
            foreach (var earlier in new[] { SessionMethods.Join })
            {
                await AssertChangesNothingThatItLooksForAsync(method, webhook, earlier);
            }
        }
    }

    /// <param name="method">The method.</param>
    /// <param name="webhook">Who calls it.</param>
    /// <param name="earlier">What he called before; null for nothing.</param>
    private static async Task AssertChangesNothingThatItLooksForAsync(SessionMethod method, string webhook, SessionMethod? earlier)
    {
        await using var server = await PortalServer.StartAsync();
        Assert.True(WebhookAddress.TryParse(server.WebhookUrlOf(webhook), out var credentials, out _));
        using var client = Bitrix24Client.ForPortal(credentials!, new RetryPolicy { MaximumRetryCount = 0 });
        if (earlier is not null)
        {
            Run(client, earlier);
        }

        var before = ReadDialogs(client);
        var calls = Run(client, method);
        var after = ReadDialogs(client);
        for (var i = 0; i < Chats.Length; i++)
        {
            // Who comes to a chat of nobody may become its operator, whatever he came for.
            if (before[i] is { OperatorId: not 0 } dialog && ((Call<DialogRecord>)calls[i].Act.FollowUp!).FindFault!(dialog) is null)
            {
                Assert.Equal((method.Name, Chats[i], Shown(dialog)), (method.Name, Chats[i], Shown(after[i]!)));
            }
        }
    }

    private static IReadOnlyList<Call> Run(Bitrix24Client client, SessionMethod method) =>
        PortalFixture.Run<Call>(client, [.. Chats.Select(id => method.OnChat(id, haltGroup: null, isVerified: true))]);

    private static (long Session, long Operator, bool? IsMember) Shown(DialogRecord dialog) =>
        (dialog.SessionId, dialog.OperatorId, dialog.IsMember);

    private static IReadOnlyList<DialogRecord?> ReadDialogs(Bitrix24Client client) =>
        [.. PortalFixture.Run(client, [.. Chats.Select(static id => DialogMethods.GetDialog(id))])
            .Select(static call => call.Error is null ? call.Result : null)];
}
