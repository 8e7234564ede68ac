using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines.Commands;

/// <summary>Writes to each user for a line of the network.</summary>
[Cmdlet(
    VerbsCommunications.Send, "OLNetworkMessage", SupportsShouldProcess = true,
    HelpUri = "https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-network-message-add.html")]
[OutputType(typeof(NetworkMessage))]
public sealed class SendOLNetworkMessageCommand : ChangeCmdlet
{
    /// <summary>The id of the user of the portal who gets the message, above zero.</summary>
    [Parameter(Position = 0)]
    [Alias("USER_ID", "OperatorId")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? UserId { get; set; }

    /// <summary>The code of the line that writes, which Add-OLNetworkLine has added: 32 letters and digits.</summary>
    [Parameter]
    [Alias("NetworkCode")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Code { get; set; }

    /// <summary>What is written. Where it is not given it is read from the property Text or MESSAGE of each record.</summary>
    [Parameter(Position = 1)]
    [Alias("MESSAGE")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [NotCompleted]
    public object? Text { get; set; }

    /// <summary>An attachment of the message, as a hashtable or a list of its blocks; up to 30 KB.</summary>
    [Parameter]
    public object? Attach { get; set; }

    /// <summary>The buttons below the message, as a hashtable or a list of them: only such as open a link.</summary>
    [Parameter]
    public object? Keyboard { get; set; }

    /// <summary>Links in the text are not shown with a preview of their pages.</summary>
    [Parameter]
    public SwitchParameter NoUrlPreview { get; set; }

    private protected override IReadOnlyList<ItemParameter> Identities => Input.Identities;

    private protected override IReadOnlyList<ItemParameter> Details => Input.Details;

    private protected override OutcomeForm Form { get; } = new NetworkMessageForm();

    private protected override RestMethod Called => NetworkMethods.Send;

    private protected override LocalizableText Operation => ModuleText.Of("Operation_SendNetwork");

    private NetworkMessageInput Input => new(UserId, Code, Text, IsOfLines)
    {
        Attach = Attach,
        Keyboard = Keyboard,
        HasUrlPreview = !NoUrlPreview,
    };

    // Lines are piped in where it is said who is to get the message, and users where not.
    private bool IsOfLines => MyInvocation.ExpectingInput
        && InputRule.IsGiven(this, nameof(UserId)) && BareValue.Of(UserId) is not ScriptBlock
        && !InputRule.IsGiven(this, nameof(Code));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Input.FindFault(Client.Redaction) is { } fault)
        {
            throw End(fault);
        }
    }

    private protected override Call? CreateCall(InputItem item, out Bitrix24Exception? error) =>
        Input.CreateCall(item, Client.Redaction, HaltGroup, out var target, out error) is { } call && IsWanted(target, out error)
            ? call
            : null;
}
