using System.Collections.Generic;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Pages of the messages of chats: each message becomes an object.</summary>
/// <param name="pages">Which pages are read.</param>
/// <param name="isAll">Whether all pages are, or the first only.</param>
internal sealed class MessageForm(MessagePages pages, bool isAll) : OutcomeForm(OutcomeAction.Get)
{
    public override bool IsPaged => isAll;

    public override IReadOnlyList<Call> Continue(InputItem item, Call call) =>
        call.OutcomeError is null && pages.Behind((Call<ChatPage>)call) is { } next ? [next] : [];

    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        var page = ((Call<ChatPage>)call).Result!;
        var messages = pages.IsForward ? page.Oldest : page.Newest;
        return [.. messages.Select(message => new Message(message, page.Page, page.Chat.Value, null, item.First, run))];
    }
}
