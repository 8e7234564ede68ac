using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>The messenger's methods that a job on Open Lines needs.</summary>
internal static class MessengerTable
{
    private const string Scope = "im";

    public static IEnumerable<SandboxMethod> Methods =>
    [
        new("im.chat.get", ImChatGet.Handle, Scope),
        new("im.dialog.messages.get", ImDialogMessagesGet.Handle, Scope),
        new("im.dialog.users.list", ImDialogUsersList.Handle, Scope),
        new("im.message.add", ImMessageAdd.Handle, Scope),
        new("im.recent.get", ImRecent.HandleGet, Scope),
        new("im.recent.list", ImRecent.HandleList, Scope),
        new("im.user.list.get", ImUserListGet.Handle, Scope),
        new("im.v2.Event.subscribe", ImEvent.HandleSubscribe, Scope),
        new("im.v2.Event.unsubscribe", ImEvent.HandleUnsubscribe, Scope),
        new("im.v2.Event.get", ImEvent.HandleGet, Scope),
        new("im.v2.File.download", ImFileDownload.Handle, Scope),
    ];
}
