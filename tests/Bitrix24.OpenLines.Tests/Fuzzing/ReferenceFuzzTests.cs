using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests.Fuzzing;

/// <summary>User data never becomes a reference: a call has the same outcome in company as alone.</summary>
public sealed class ReferenceFuzzTests
{
    private static readonly string[] Words =
    [
        "$result", "$RESULT", "$next", "$total", "$time", "$error", "[c0]", "[chatId]", "[c0][chatId]", "livechat|1|1|1", " ", "$", "[",
        "]", "%24", "\t", "\u00a0",
    ];

    [Fact]
    public void A_call_has_the_same_outcome_in_company_as_alone()
    {
        var mutator = new Mutator(CorpusFile.Texts("user-codes.txt"), Words, 1);
        for (var round = 0; round < Mutator.Count / 400; round++)
        {
            var codes = new List<string> { "livechat|1|1|1" };
            codes.AddRange(
                Enumerable.Range(0, 60).Select(_ => mutator.Next()).Where(static text => UserCode.TryParse(text, out var code, out _)));

            var together = Run(codes);
            var alone = codes.SelectMany(static code => Run([code])).ToList();

            Assert.Equal(codes.Zip(alone), codes.Zip(together));
        }
    }

    private static List<string> Run(IReadOnlyList<string> codes)
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        SynchronizationContext.SetSynchronizationContext(null);
        var time = new VirtualTime();
        var portal = SandboxPortal.CreateDefault(new() { Time = time });
        portal.AddChats(10);
        using var client = Bitrix24Client.ForHandler(
            new WebhookCredentials(new Uri("https://" + SandboxPortal.Host), "1", new Secret("sandboxwebhook1")),
            new SandboxHandler(portal), time);
        var calls = new CallSequence<int>(client.Dispatcher);
        foreach (var code in codes)
        {
            Assert.True(UserCode.TryParse(code, out var parsed, out _));
            calls.Add(0, SessionMethods.OpenChat(parsed));
        }

        calls.Flush();
        var outcomes = new List<string>();
        while (calls.Count > 0)
        {
            if (calls.TryTake(out var entry))
            {
                var call = entry.Call!;
                outcomes.Add(call.Error?.Id ?? ((Call<ChatId>)call).Result.ToString());
            }
            else
            {
                Assert.True(time.AdvanceToNextTimer());
            }
        }

        return outcomes;
    }
}
