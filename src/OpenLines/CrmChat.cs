using Bitrix24.OpenLines;

namespace OpenLines;

/// <summary>
/// A chat of a CRM object. Found by Get-OLCrmChat with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/chats/imopenlines-crm-chat-get.html">
/// imopenlines.crm.chat.get</see>,
/// or the chat that Add-OLCrmChatUser and Remove-OLCrmChatUser have changed.
/// </summary>
public sealed class CrmChat : PortalResult
{
    private readonly OutcomeAction _done;

    internal CrmChat(CrmChatRecord chat, string type, long id, OutcomeAction done, object? inputObject, PipelineRun run)
        : base(chat.Answer, inputObject, run)
    {
        _done = done;
        ChatId = chat.Chat?.Value;
        DialogId = chat.Chat?.DialogId;
        ConnectorId = Safe(chat.Connector);
        ConnectorTitle = Safe(chat.Title);
        CrmType = type;
        CrmId = id;
    }

    /// <summary>The chat's id, above zero; null where the portal does not tell, as of some that are long closed.</summary>
    public long? ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string? DialogId { get; }

    /// <summary>The connector of its channel, such as <c>livechat</c>; null where the portal does not tell.</summary>
    public string? ConnectorId { get; }

    /// <summary>The name of that connector.</summary>
    public string? ConnectorTitle { get; }

    /// <summary>The type of the CRM object: <c>lead</c>, <c>deal</c>, <c>contact</c> or <c>company</c>.</summary>
    public string CrmType { get; }

    /// <summary>The id of the CRM object, above zero.</summary>
    public long CrmId { get; }

    private protected override OutcomeAction Done => _done;

    private protected override long? AboutChat => ChatId;
}
