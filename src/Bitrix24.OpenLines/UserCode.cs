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
            error = Invalid(value is null ? "there is no value" : $"a value of type {value.GetType().Name} is not a text");
            return false;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            error = Invalid("it is blank");
            return false;
        }

        var bare = text;
        while (bare.StartsWith(CrmPrefix, StringComparison.OrdinalIgnoreCase))
        {
            bare = bare.Substring(CrmPrefix.Length);
        }

        if (string.IsNullOrWhiteSpace(bare))
        {
            error = Invalid("nothing follows imol|");
            return false;
        }

        if (bare.Length < text.Length && bare.All(static character => character is >= '0' and <= '9'))
        {
            error = Invalid("imol| and a number is the id of a session, not a user code");
            return false;
        }

        if (bare.Length > Longest)
        {
            error = Invalid($"it has {bare.Length} characters, and the portal keeps {Longest}");
            return false;
        }

        if (bare.IndexOfAny(OfAddresses) >= 0 && !ReferenceEquals(Redaction.None.Mask(bare), bare))
        {
            error = Invalid("it is the address of a webhook, which is a secret and is sent to nobody");
            return false;
        }

        for (var i = 0; i < bare.Length; i++)
        {
            if (bare[i] == '\uFFFD')
            {
                error = Invalid("it has a character that could not be read (U+FFFD)").Advising(FileAdvice.Encoding);
                return false;
            }

            if (char.IsControl(bare[i]))
            {
                error = Invalid("it has a control character inside, such as a line break");
                return false;
            }

            // The Uri class of Windows PowerShell would throw on it, and with it fail the whole batch.
            if (char.IsSurrogate(bare[i]) && (i + 1 == bare.Length || !char.IsSurrogatePair(bare[i], bare[++i])))
            {
                error = Invalid("it has half a character (a lone surrogate)");
                return false;
            }
        }

        code = new(bare);
        return true;
    }

    public override string ToString() => Text;

    private static Bitrix24Exception Invalid(string why) =>
        Failure.Own(OwnErrorId.InvalidUserCode, $"Not a user code: {why}.", SessionMethods.Open.Name);
}
