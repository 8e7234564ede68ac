using System.Collections.Generic;
using static Bitrix24.Sandbox.SandboxMethod;

namespace Bitrix24.Sandbox;

/// <summary>The methods by which the CRM and the chats of its objects meet.</summary>
internal static class CrmTable
{
    public static IEnumerable<SandboxMethod> Methods =>
    [
        OfOpenLines("crm.chat.get", CrmChatGet.Handle),
        OfOpenLines("crm.chat.getLastId", CrmChatGetLastId.Handle),
        OfOpenLines("crm.chat.user.add", CrmChatUserAdd.Handle, changesChat: true),
        OfOpenLines("crm.chat.user.delete", CrmChatUserDelete.Handle, changesChat: true),
        OfOpenLines("crm.message.add", CrmMessageAdd.Handle, changesChat: true),
        new("crm.activity.list", CrmActivityList.Handle, "crm"),
        new("crm.deal.get", CrmDeal.Get, "crm"),
        new("crm.deal.list", CrmDeal.List, "crm"),
        new("crm.item.get", CrmItemGet.Handle, "crm"),
        new("crm.item.list", CrmItemList.Handle, "crm"),
    ];
}
