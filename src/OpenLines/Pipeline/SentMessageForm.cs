using System.Collections.Generic;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Messages that are written into chats.</summary>
/// <param name="isInternal">Whether they are kept from the client.</param>
internal sealed class SentMessageForm(bool isInternal) : OutcomeForm(OutcomeAction.Send)
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run) =>
        [new SentMessage(new(call.Chat), ((Call<long>)call).Result, isInternal, item.UserCode, item.First, run)];
}
