using System.Text;

namespace Bitrix24.Sandbox;

/// <summary>PHP's <c>parse_str</c>: decoded once, brackets nest, the last of two equal names wins.</summary>
internal static class PhpQueryString
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    public static PhpArray Parse(string text)
    {
        var result = new PhpArray();
        ParseInto(result, text);
        return result;
    }

    public static void ParseInto(PhpArray target, string text)
    {
        var at = 0;
        while (at <= text.Length)
        {
            var end = text.IndexOf('&', at);
            end = end < 0 ? text.Length : end;
            AddPair(target, text, at, end);
            at = end + 1;
        }
    }

    private static void AddPair(PhpArray target, string text, int start, int end)
    {
        if (start == end)
        {
            return;
        }

        var equals = text.IndexOf('=', start, end - start);
        var name = Decode(text, start, equals < 0 ? end : equals).TrimStart(' ');
        var value = equals < 0 ? "" : Decode(text, equals + 1, end);
        if (name.Length > 0 && name[0] != '[')
        {
            Place(target, name, value);
        }
    }

    private static void Place(PhpArray target, string name, string value)
    {
        var bracket = name.IndexOf('[');
        if (bracket < 0 || name.IndexOf(']', bracket) < 0)
        {
            target[CleanName(name)] = value;
            return;
        }

        var key = CleanName(name.Substring(0, bracket));
        var inner = target;
        while (bracket < name.Length && name[bracket] == '[')
        {
            var close = name.IndexOf(']', bracket);
            if (close < 0)
            {
                break;
            }

            inner = Descend(inner, key);
            key = name.Substring(bracket + 1, close - bracket - 1);
            bracket = close + 1;
        }

        if (key.Length == 0)
        {
            inner.Append(value);
        }
        else
        {
            inner[key] = value;
        }
    }

    private static PhpArray Descend(PhpArray array, string key)
    {
        if (key.Length > 0 && array[key] is PhpArray existing)
        {
            return existing;
        }

        var created = new PhpArray();
        if (key.Length == 0)
        {
            array.Append(created);
        }
        else
        {
            array[key] = created;
        }

        return created;
    }

    private static string CleanName(string name) => name.Replace('.', '_').Replace(' ', '_').Replace('[', '_');

    private static string Decode(string text, int start, int end)
    {
        if (text.IndexOf('%', start, end - start) < 0)
        {
            var plain = text.Substring(start, end - start);
            return plain.IndexOf('+') < 0 ? plain : plain.Replace('+', ' ');
        }

        var bytes = new byte[Utf8.GetMaxByteCount(end - start)];
        var count = 0;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c == '%' && i + 2 < end && Hex(text[i + 1]) is var high and >= 0 && Hex(text[i + 2]) is var low and >= 0)
            {
                bytes[count++] = (byte)((high << 4) | low);
                i += 2;
            }
            else if (c < 0x80)
            {
                bytes[count++] = c == '+' ? (byte)' ' : (byte)c;
            }
            else
            {
                var length = char.IsHighSurrogate(c) && i + 1 < end ? 2 : 1;
                count += Utf8.GetBytes(text, i, length, bytes, count);
                i += length - 1;
            }
        }

        return Utf8.GetString(bytes, 0, count);
    }

    private static int Hex(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
