using System;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>The name that the messenger has for a chat.</summary>
internal static class DialogId
{
    /// <summary>Reads <c>chatN</c>. A bare number is a private dialog with a user, which is no chat.</summary>
    public static bool TryRead(object? value, out long chatId)
    {
        chatId = 0;
        return PhpValue.ToText(value) is { } dialog
            && dialog.StartsWith("chat", StringComparison.Ordinal)
            && long.TryParse(dialog.Substring(4), NumberStyles.None, CultureInfo.InvariantCulture, out chatId);
    }
}
