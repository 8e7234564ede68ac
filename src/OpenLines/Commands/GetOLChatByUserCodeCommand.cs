using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Finds the operator's chat of each user code.</summary>
[Cmdlet(
    VerbsCommon.Get, "OLChatByUserCode",
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-open.html")]
[OutputType(typeof(Chat))]
public sealed class GetOLChatByUserCodeCommand : CallCmdlet
{
    /// <summary>
    /// The client's code in the channel, such as <c>livechat|22|1761|587</c>: 1 to 255 characters, taken as it is but for a leading
    /// <c>imol|</c>. Of an object it is read from the first of the properties UserCode, USER_CODE, EntityId, ENTITY_ID and Code that it
    /// has. A script block, such as <c>{ $_.'Client code' }</c>, is run for each record that is piped in.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("USER_CODE", "EntityId", "ENTITY_ID", "Code")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? UserCode { get; set; }

    /// <summary>
    /// Find out what ACCESS_DENIED means, with one more call for each code that is refused: the advice of the error then says whether there
    /// is no such chat, or no right to it. It needs the permission im (Chat and Notifications); without it the advice stays as it is.
    /// </summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities =>
        [new(nameof(UserCode), UserCode, ModuleText.Of("Item_UserCode"), OwnErrorId.InvalidUserCode)];

    private protected override OutcomeForm Form => ChatForm.Instance;

    private protected override RestMethod Called => SessionMethods.Open;

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        Bitrix24.OpenLines.UserCode.TryParse(item.Value, out var code, out error)
            ? SessionMethods.OpenChat(code, Explain && FindLack(MessengerMethods.FindChat) is null)
            : null;
}
