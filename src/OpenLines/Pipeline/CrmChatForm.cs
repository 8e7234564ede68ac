using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that find chats of CRM objects, and that change who is in them.</summary>
/// <param name="action">What they do.</param>
internal sealed class CrmChatForm(OutcomeAction action) : OutcomeForm(action)
{
    public override Bitrix24Exception Explain(Bitrix24Exception error, InputItem item, Call? call) =>
        Action == OutcomeAction.RemoveUser && error.Code == "WRONG_REQUEST"
            ? error.Advising(ModuleText.Of("CrmChat_RemoveAdvice"))
            : error;

    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        var (type, id) = (call.Parameters[0].Value, long.Parse(call.Parameters[1].Value, CultureInfo.InvariantCulture));
        var chats = call is Call<CrmChatRecord> one ? [one.Result!] : ((Call<IReadOnlyList<CrmChatRecord>>)call).Result!;
        return [.. chats.Select(chat => new CrmChat(chat, type, id, Action, item.First, run))];
    }
}
