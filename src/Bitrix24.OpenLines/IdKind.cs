using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>What a whole number above zero is the id of.</summary>
/// <param name="Name">The thing, as messages name it.</param>
/// <param name="ErrorId">The error of what cannot be such an id.</param>
/// <param name="Prefix">What may stand before the digits of one; empty where nothing may.</param>
internal sealed record IdKind(LocalizableText Name, string ErrorId, string Prefix = "")
{
    public static readonly IdKind Chat = new(LineText.Of("IdOf_Chat"), OwnErrorId.InvalidChatId, "chat");

    /// <summary>CRM and the addresses of the portal's pages write a session as <c>imol|</c> and its id.</summary>
    public static readonly IdKind Session = new(LineText.Of("IdOf_Session"), OwnErrorId.InvalidSessionId, "imol|");

    public static readonly IdKind Line = new(LineText.Of("IdOf_Line"), OwnErrorId.InvalidLineId);

    public static readonly IdKind Message = new(LineText.Of("IdOf_Message"), OwnErrorId.InvalidMessageId);

    /// <summary>Where the portal's record of events is read on.</summary>
    public static readonly IdKind Event = new(LineText.Of("IdOf_Event"), OwnErrorId.InvalidOffset);

    public static readonly IdKind File = new(LineText.Of("IdOf_File"), OwnErrorId.InvalidFileId);

    public static readonly IdKind User = new(LineText.Of("IdOf_User"), OwnErrorId.InvalidUserId);

    public static readonly IdKind CrmObject = new(LineText.Of("IdOf_CrmObject"), OwnErrorId.InvalidCrmId);

    /// <summary>No id, but it comes from the same files in the same forms.</summary>
    public static readonly IdKind Rating = new(LineText.Of("IdOf_Rating"), OwnErrorId.InvalidRating);
}
