using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Closes the session of each chat and begins another one with a message of it.</summary>
[Cmdlet(
    VerbsLifecycle.Restart, "OLSession", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-message-session-start.html")]
[OutputType(typeof(SessionResult))]
public sealed class RestartOLSessionCommand : OpenSessionCmdlet
{
    /// <summary>
    /// The id of the message that the new session begins with, above zero: a number or its digits. Where it is not given, it is read from
    /// the property MessageId or MESSAGE_ID of each object.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("MESSAGE_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? MessageId { get; set; }

    private protected override SessionMethod Method => SessionMethods.Restart;

    private protected override SessionAction Action => SessionAction.Restart;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_Restart");

    private protected override IReadOnlyList<ItemParameter> Details =>
        [ItemParameter.OfMessage(MessageId)];

    private protected override SessionParameters? MoreOf(InputItem item, out Bitrix24Exception? error) =>
        PortalId.TryParse(item.Details[0], IdKind.Message, Method.Name, out var message, out error)
            ? new([CallParameter.Of("MESSAGE_ID", message)])
            : null;
}
