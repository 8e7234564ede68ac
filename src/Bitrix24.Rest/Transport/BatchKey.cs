using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>The keys of a batch's commands. They are no numbers, because PHP would turn a map with numeric keys into a list.</summary>
internal static class BatchKey
{
    /// <summary>The most commands that the portal takes in one batch.</summary>
    public const int Most = 50;

    private const int LongestKey = 3;

    private static readonly JsonEncodedText[] Keys =
        [.. Enumerable.Range(0, Most).Select(static index => JsonEncodedText.Encode("c" + index.ToString(CultureInfo.InvariantCulture)))];

    public static JsonEncodedText Of(int index) => Keys[index];

    /// <summary>The place that a key of an answer stands for; -1 for a key that was never sent.</summary>
    /// <param name="reader">Stands on the key.</param>
    /// <param name="expected">The place it most likely stands for.</param>
    /// <param name="count">How many keys were sent.</param>
    public static int IndexOf(ref Utf8JsonReader reader, int expected, int count)
    {
        if (expected < count && JsonText.IsNamed(ref reader, Keys[expected].EncodedUtf8Bytes))
        {
            return expected;
        }

        // An answer may have a million keys: those that cannot be ours are told by their length.
        for (var index = 0; index < count && (reader.ValueIsEscaped || reader.ValueSpan.Length <= LongestKey); index++)
        {
            if (JsonText.IsNamed(ref reader, Keys[index].EncodedUtf8Bytes))
            {
                return index;
            }
        }

        return -1;
    }
}
