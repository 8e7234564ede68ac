using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Removes a user from an open line chat of each CRM object.</summary>
[Cmdlet(
    VerbsCommon.Remove, "OLCrmChatUser", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-user-delete.html")]
[OutputType(typeof(CrmChat))]
public sealed class RemoveOLCrmChatUserCommand : CrmMemberCmdlet
{
    private protected override OutcomeForm Form => new CrmChatForm(OutcomeAction.RemoveUser);

    private protected override RestMethod<CrmChatRecord> Method => CrmMethods.RemoveUser;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_RemoveUser");

    private protected override LocalizableText TargetOf(CrmMemberInput member) =>
        ModuleText.Of("Target_UserFrom", member.User, member.Target);
}
