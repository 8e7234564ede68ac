using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>The compound fields of a chat.</summary>
internal static class ChatFields
{
    /// <summary>
    /// <c>crmFlag|crmType|crmId|pause|waitAction|sessionId|dateCreate|lineId|blockDate|blockReason</c>; no open session is 0, and the line
    /// is 0 while it is the one in the code.
    /// </summary>
    public static string EntityData1(SandboxChat chat)
    {
        var session = chat.CurrentSession;
        var open = session is { IsClosed: false } ? session : null;
        return string.Join(
            "|",
            chat.Crm.IsBound ? "Y" : "N",
            chat.Crm.Type,
            Text(chat.Crm.Id),
            open is { IsPinned: true } ? "Y" : "N",
            open is { AwaitsVote: true } ? "Y" : "N",
            Text(open?.Id ?? 0),
            Text(session?.Created.ToUnixTimeSeconds() ?? 0),
            Text(chat.LineId == chat.OriginLineId ? 0 : chat.LineId),
            "0",
            "0");
    }

    public static string EntityData2(SandboxChat chat) => chat.Crm.IsBound
        ? $"LEAD|{Text(chat.Crm.LeadId)}|COMPANY|{Text(chat.Crm.CompanyId)}|CONTACT|{Text(chat.Crm.ContactId)}|DEAL|{Text(chat.Crm.DealId)}"
        : "";

    public static string Title(SandboxChat chat) => chat.Title.Length > 0 ? chat.Title : "Guest " + Text(chat.Id);

    public static string TypeName(SandboxChat chat) => chat.EntityType switch
    {
        SandboxChat.OpenLineEntity => "lines",
        SandboxChat.LiveChatEntity => "livechat",
        _ => "chat",
    };

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The members who see the chat.</summary>
    public static IEnumerable<long> Visible(SandboxChat chat) => chat.Members.Except(chat.HiddenMembers);

    public static List<long> Managers(SandboxChat chat) => chat.AuthorId == 0 ? [] : [chat.AuthorId];
}
