using System.Globalization;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The id of an operator's chat.</summary>
internal readonly record struct ChatId(long Value)
{
    /// <summary>The form that dialogs are named by, such as <c>chat1763</c>.</summary>
    public string DialogId => IdKind.Chat.Prefix + ToString();

    /// <inheritdoc cref="PortalId.TryParse"/>
    public static bool TryParse(object? value, string method, out ChatId id, out Bitrix24Exception? error)
    {
        var isId = PortalId.TryParse(value, IdKind.Chat, method, out var number, out error);
        id = new(number);
        return isId;
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
