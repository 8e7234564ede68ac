using System.Collections.Generic;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What a message of a line of the network is made of: what was given, and what each record brings.</summary>
/// <param name="userId">Who gets it.</param>
/// <param name="code">The line that writes.</param>
/// <param name="text">What is written.</param>
/// <param name="isOfLines">Whether the items are lines, and not users.</param>
internal sealed class NetworkMessageInput(object? userId, object? code, object? text, bool isOfLines)
{
    private const string Method = "imopenlines.network.message.add";

    public object? Attach { get; init; }

    public object? Keyboard { get; init; }

    public bool HasUrlPreview { get; init; }

    public IReadOnlyList<ItemParameter> Identities => [isOfLines ? OfLine : OfUser];

    public IReadOnlyList<ItemParameter> Details =>
        [isOfLines ? OfUser : OfLine, new("Text", text, ModuleText.Of("Item_Text"), OwnErrorId.InvalidText)];

    private ItemParameter OfUser => new("UserId", userId, ModuleText.Of("Item_User"), OwnErrorId.InvalidUserId);

    private ItemParameter OfLine => new("Code", code, ModuleText.Of("Item_NetworkLine"), OwnErrorId.InvalidNetworkCode);

    /// <summary>What is wrong with what is the same in all messages; null where nothing is.</summary>
    /// <param name="redaction">The connection's redaction.</param>
    public Bitrix24Exception? FindFault(Redaction redaction)
    {
        try
        {
            _ = More();
            return null;
        }
        catch (InputFault fault)
        {
            return Failure.Own(OwnErrorId.InvalidParameters, fault.Text.Cleaned(redaction), Method);
        }
    }

    /// <param name="item">The item.</param>
    /// <param name="redaction">The connection's redaction.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    /// <param name="target">Who gets it, for whoever is asked.</param>
    /// <param name="error">Why it cannot be sent; null where it can.</param>
    /// <returns>Null where it cannot be sent.</returns>
    public Call? CreateCall(
        InputItem item, Redaction redaction, HaltGroup? haltGroup, out LocalizableText target, out Bitrix24Exception? error)
    {
        var (user, line) = isOfLines ? (item.Details[0], item.Value) : (item.Value, item.Details[0]);
        target = LocalizableText.Verbatim("");
        if (!PortalId.TryParse(user, IdKind.User, Method, out var id, out error)
            || !NetworkCode.TryParse(line, Method, out var known, out error)
            || !MessageText.TryParse(item.Details[1], Method, redaction, out var message, out error))
        {
            return null;
        }

        target = ModuleText.Of("Target_User", id);
        return NetworkMethods.SendMessage(known, id, message, More(), haltGroup);
    }

    private CallParameter[] More()
    {
        CallParameter[] preview = HasUrlPreview ? [] : [new("URL_PREVIEW", "N")];
        return [.. ParameterTree.OfPart("ATTACH", Attach), .. ParameterTree.OfPart("KEYBOARD", Keyboard), .. preview];
    }
}
