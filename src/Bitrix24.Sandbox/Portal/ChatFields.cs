using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>The compound fields of a chat.</summary>
internal static class ChatFields
{
    /// <summary>
    /// <c>crmFlag|crmType|crmId|pause|waitAction|sessionId|dateCreate|lineId|blockDate|blockReason</c>; no open session is 0.
    /// </summary>
    public static string EntityData1(SandboxChat chat)
    {
        var session = chat.CurrentSession;
        var isOpen = session is { IsClosed: false };
        return string.Join(
            "|",
            chat.LeadId > 0 ? "Y" : "N",
            chat.LeadId > 0 ? "LEAD" : "NONE",
            Text(chat.LeadId),
            "N",
            isOpen && session!.OperatorId == 0 ? "Y" : "N",
            Text(isOpen ? session!.Id : 0),
            Text(session?.Created.ToUnixTimeSeconds() ?? 0),
            Text(chat.LineId),
            "0",
            "");
    }

    public static string EntityData2(SandboxChat chat) =>
        chat.LeadId > 0 ? $"LEAD|{Text(chat.LeadId)}|COMPANY|0|CONTACT|0|DEAL|0" : "";

    public static string Title(SandboxChat chat) => chat.Title.Length > 0 ? chat.Title : "Guest " + Text(chat.Id);

    public static string TypeName(SandboxChat chat) => chat.EntityType switch
    {
        SandboxChat.OpenLineEntity => "lines",
        SandboxChat.LiveChatEntity => "livechat",
        _ => "chat",
    };

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static List<long> Managers(SandboxChat chat) => chat.AuthorId == 0 ? [] : [chat.AuthorId];
}
