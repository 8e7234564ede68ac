using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Adds a user to an open line chat of each CRM object.</summary>
[Cmdlet(
    VerbsCommon.Add, "OLCrmChatUser", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-user-add.html")]
[OutputType(typeof(CrmChat))]
public sealed class AddOLCrmChatUserCommand : CrmMemberCmdlet
{
    private protected override OutcomeForm Form => new CrmChatForm(OutcomeAction.AddUser);

    private protected override RestMethod<CrmChatRecord> Method => CrmMethods.AddUser;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_AddUser");

    private protected override LocalizableText TargetOf(CrmMemberInput member) =>
        ModuleText.Of("Target_UserTo", member.User, member.Target);
}
