using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Rates sessions, as the supervisor of their operators.</summary>
[Cmdlet(
    VerbsCommon.Set, "OLSessionRating", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-head-vote.html")]
[OutputType(typeof(SessionRating))]
public sealed class SetOLSessionRatingCommand : ChangeCmdlet
{
    /// <summary>
    /// The id of the session, above zero: a number, its digits, or <c>imol|</c> and the digits. Of an object it is read from the property
    /// SessionId or SESSION_ID.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("SESSION_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? SessionId { get; set; }

    /// <summary>
    /// The rating, from 1 to 5. Where it is not given, it is read from the property Rating of each object. By itself it keeps the comment
    /// that is stored, with one more call a session.
    /// </summary>
    [Parameter(Position = 1)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [Ratings]
    public object? Rating { get; set; }

    /// <summary>
    /// The comment to it, of 10,000 characters at the most. Where it is not given, it is read from the property Comment of each object; a
    /// blank one there counts as none. An empty one that is given erases what is stored.
    /// </summary>
    [Parameter(Position = 2)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Comment { get; set; }

    /// <summary>
    /// Read each rating back, with one more call a session. Where it is not what was sent, there is the error NotVerified instead.
    /// </summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Rate");

    private protected override RestMethod Called => RatingMethods.Vote;

    private protected override OutcomeForm Form { get; } = new RatingForm();

    private protected override IReadOnlyList<ItemParameter> Identities =>
        [ItemParameter.OfSession(SessionId)];

    private protected override IReadOnlyList<ItemParameter> Details =>
    [
        new(nameof(Rating), Rating, ModuleText.Of("Item_Rating"), OwnErrorId.InvalidRating),
        new(nameof(Comment), Comment, ModuleText.Of("Item_Comment"), OwnErrorId.InvalidRating),
    ];

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        PortalId.TryParse(item.Value, IdKind.Session, Called.Name, out var session, out error)
        && RatingInput.TryRead(item.Details[0], item.Details[1], IsErasing(item), Called.Name, out var rating, out error)
        && IsWanted(ModuleText.Of("Target_Session", session), out error)
            ? RatingMethods.Rate(session, rating!.Rating, rating.Comment, HaltGroup, Verify)
            : null;

    private bool IsErasing(InputItem item) =>
        item.Details[1] is string { Length: 0 } && Comment is not ScriptBlock && MyInvocation.BoundParameters.ContainsKey(nameof(Comment));
}
