using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>A parameter of a call. Names are upper-case for the Open Lines methods: the portal compares them with case.</summary>
/// <param name="Name">The name; of an entry of a list its index.</param>
/// <param name="Value">The value, as text; of a list and a map empty.</param>
/// <param name="Kind">What a JSON body carries it as.</param>
internal readonly record struct CallParameter(string Name, string Value, ParameterKind Kind = ParameterKind.Text)
{
    // A portal in PHP takes a command apart as it takes an address: the variables beyond these (max_input_vars) it would leave out unsaid.
    private const int MostVariables = 900;
    private const int Deepest = 60;

    // In the name of a variable PHP replaces the first two, and a bracket would end it before its end.
    private static readonly char[] Replaced = [' ', '.'];
    private static readonly char[] Ending = ['[', ']', '\0'];

    /// <summary>The entries of a list or a map; none of any other.</summary>
    public IReadOnlyList<CallParameter> Items { get; init; } = [];

    public static CallParameter Of(string name, long number) =>
        new(name, number.ToString(CultureInfo.InvariantCulture), ParameterKind.Number);

    /// <summary>
    /// Whether a batch carries them as they are. A command of a batch is text: it has no empty list, no null and no true, and text such as
    /// <c>$result[key]</c> would be replaced by the portal.
    /// </summary>
    public static bool AreBatchable(IReadOnlyList<CallParameter> parameters)
    {
        var variables = 0;
        foreach (var parameter in parameters)
        {
            if (parameter.Name.IndexOfAny(Replaced) >= 0 || !parameter.IsBatchable(ref variables, depth: 0))
            {
                return false;
            }
        }

        return variables <= MostVariables;
    }

    /// <summary>Writes it into a JSON object.</summary>
    public void WriteTo(Utf8JsonWriter body)
    {
        body.WritePropertyName(Name);
        WriteValue(body);
    }

    /// <summary>Writes it into a command of a batch.</summary>
    /// <param name="command">The command so far.</param>
    /// <param name="separator">What stands between two parameters; nothing before the first.</param>
    /// <returns>What stands before the next one.</returns>
    public string WriteTo(IBufferWriter<char> command, string separator) => WriteTo(command, separator, Uri.EscapeDataString(Name));

    private bool IsBatchable(ref int variables, int depth)
    {
        if (Name.Length == 0 || Name.IndexOfAny(Ending) >= 0 || depth > Deepest)
        {
            return false;
        }

        switch (Kind)
        {
            case ParameterKind.Number:
                variables++;
                return true;
            case ParameterKind.Text:
                variables++;
                return Value.IndexOf('$') < 0 || Value.IndexOf('[') < 0;
            case ParameterKind.List or ParameterKind.Map when Items.Count > 0:
                foreach (var item in Items)
                {
                    if (!item.IsBatchable(ref variables, depth + 1))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    private string WriteTo(IBufferWriter<char> command, string separator, string name)
    {
        if (Kind is ParameterKind.List or ParameterKind.Map)
        {
            return Items.Aggregate(
                separator, (before, item) => item.WriteTo(command, before, $"{name}[{Uri.EscapeDataString(item.Name)}]"));
        }

        command.Write(separator.AsSpan());
        command.Write(name.AsSpan());
        command.Write("=".AsSpan());
        command.Write(Uri.EscapeDataString(Value).AsSpan());
        return "&";
    }

    private void WriteValue(Utf8JsonWriter body)
    {
        switch (Kind)
        {
            case ParameterKind.Text:
                body.WriteStringValue(Value);
                break;
            case ParameterKind.List:
                body.WriteStartArray();
                foreach (var item in Items)
                {
                    item.WriteValue(body);
                }

                body.WriteEndArray();
                break;
            case ParameterKind.Map:
                body.WriteStartObject();
                foreach (var item in Items)
                {
                    item.WriteTo(body);
                }

                body.WriteEndObject();
                break;
            default:
                // Digits, true, false and null stand in JSON as they are; anything else is refused here.
                body.WriteRawValue(Value);
                break;
        }
    }
}
