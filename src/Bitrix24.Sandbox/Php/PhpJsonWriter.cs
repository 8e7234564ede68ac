using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Bitrix24.Sandbox;

/// <summary>
/// PHP's <c>json_encode</c> with the flags of the REST server: <c>&lt; &gt; &amp; ' "</c> and the slash escaped,
/// other text as it is, whole floats as ints.
/// </summary>
internal static class PhpJsonWriter
{
    private const string HexDigits = "0123456789abcdef";

    public static byte[] Write(PhpArray value)
    {
        var text = new StringBuilder(512);
        WriteArray(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteValue(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string content:
                WriteText(text, content);
                break;
            case PhpArray array:
                WriteArray(text, array);
                break;
            case PhpObject:
                text.Append("{}");
                break;
            case double number:
                text.Append(PhpValue.FormatDouble(number));
                break;
            case long number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case int number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException("No PHP value: " + value.GetType().Name, nameof(value));
        }
    }

    private static void WriteArray(StringBuilder text, PhpArray array)
    {
        if (array.IsList)
        {
            text.Append('[');
            foreach (var item in array)
            {
                Separate(text, '[');
                WriteValue(text, item.Value);
            }

            text.Append(']');
            return;
        }

        text.Append('{');
        foreach (KeyValuePair<string, object?> item in array)
        {
            Separate(text, '{');
            WriteText(text, item.Key);
            text.Append(':');
            WriteValue(text, item.Value);
        }

        text.Append('}');
    }

    private static void Separate(StringBuilder text, char opening)
    {
        if (text[text.Length - 1] != opening)
        {
            text.Append(',');
        }
    }

    private static void WriteText(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var c in content)
        {
            switch (c)
            {
                case '/':
                    text.Append("\\/");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '<' or '>' or '&' or '\'' or '"' or < ' ' or '\u2028' or '\u2029':
                    text.Append("\\u").Append(HexDigits[c >> 12]).Append(HexDigits[(c >> 8) & 15])
                        .Append(char.ToUpperInvariant(HexDigits[(c >> 4) & 15])).Append(char.ToUpperInvariant(HexDigits[c & 15]));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
