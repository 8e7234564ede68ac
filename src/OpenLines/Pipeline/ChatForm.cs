using System.Collections.Generic;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that find the chat of a user code.</summary>
internal sealed class ChatForm() : OutcomeForm(OutcomeAction.Get)
{
    public static readonly ChatForm Instance = new();

    public override string? UserCodeOf(InputItem item, Call call) => call.Parameters[0].Value;

    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run) =>
        [new Chat(call.Parameters[0].Value, ((Call<ChatId>)call).Result, item.First, run)];

    public override Bitrix24Exception Explain(Bitrix24Exception error, InputItem item, Call? call) =>
        call?.FollowUp is Call<ChatId?> { Error: null } look ? UserCodeAdvice.Explain(error, item.Value, look.Result)
        : UserCodeAdvice.Explain(error, item.Value);
}
