using System;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The code of a client in a channel of an open line, <c>connector|line|chat|user</c>. The portal finds it by exact equality,
/// so nothing is trimmed; only the <c>imol|</c> that CRM puts before it is taken off, in any case and as often as it stands there.
/// </summary>
internal readonly record struct UserCode(string Text)
{
    /// <summary>What the portal's column holds.</summary>
    public const int Longest = 255;

    private const string CrmPrefix = "imol|";

    // What no address is without, however it is escaped.
    private static readonly char[] OfAddresses = ['/', '%', '\\', '&'];

    /// <param name="value">What was given, of any type.</param>
    /// <param name="code">The code.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(object? value, out UserCode code, out Bitrix24Exception? error)
    {
        code = new("");
        error = null;
        if (value is not string text)
        {
            error = Invalid(value is null ? LineText.Of("Value_None") : LineText.Of("Value_NotText", value.GetType().Name));
            error = value is int or long or double or decimal ? error.Advising(LineText.Of("Guess_Number")) : error;
            return false;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            error = Invalid(LineText.Of("Value_Blank"));
            return false;
        }

        var bare = text;
        while (bare.StartsWith(CrmPrefix, StringComparison.OrdinalIgnoreCase))
        {
            bare = bare.Substring(CrmPrefix.Length);
        }

        if (string.IsNullOrWhiteSpace(bare))
        {
            error = Invalid(LineText.Of("UserCode_OnlyPrefix"));
            return false;
        }

        if (bare.Length < text.Length && bare.All(static character => character is >= '0' and <= '9'))
        {
            error = Invalid(LineText.Of("UserCode_Session"));
            return false;
        }

        if (bare.Length > Longest)
        {
            error = Invalid(LineText.Of("UserCode_Long", bare.Length, Longest));
            return false;
        }

        if (bare.IndexOfAny(OfAddresses) >= 0 && !ReferenceEquals(Redaction.None.Mask(bare), bare))
        {
            error = Invalid(LineText.Of("UserCode_Webhook"));
            return false;
        }

        for (var i = 0; i < bare.Length; i++)
        {
            if (bare[i] == '\uFFFD')
            {
                error = Invalid(LineText.Of("Text_Unreadable")).Advising(FileAdvice.Encoding);
                return false;
            }

            if (char.IsControl(bare[i]))
            {
                error = Invalid(LineText.Of("UserCode_Control"));
                return false;
            }

            // The Uri class of Windows PowerShell would throw on it, and with it fail the whole batch.
            if (char.IsSurrogate(bare[i]) && (i + 1 == bare.Length || !char.IsSurrogatePair(bare[i], bare[++i])))
            {
                error = Invalid(LineText.Of("Text_Half"));
                return false;
            }
        }

        code = new(bare);
        return true;
    }

    public override string ToString() => Text;

    private static Bitrix24Exception Invalid(LocalizableText why) =>
        Failure.Own(OwnErrorId.InvalidUserCode, LineText.Of("UserCode_Not", why), SessionMethods.Open.Name);
}
