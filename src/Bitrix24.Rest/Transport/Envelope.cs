using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>
/// The JSON of an answer, read in one pass. Four fifths of it are <c>time</c> objects of which five numbers are wanted, so nothing is
/// built of it: results and errors are found as slices of the body. PHP prints an empty map as <c>[]</c> and one with the keys 0, 1, 2
/// as a list: every form of a batch's maps is read, keys that were never sent are ignored, and of a key that comes twice the last one
/// counts.
/// </summary>
internal sealed class Envelope
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly bool _isBatchExpected;
    private JsonValue _total;
    private JsonValue _next;

    private Envelope(ReadOnlyMemory<byte> json, int commands)
    {
        _json = json;
        _isBatchExpected = commands > 0;
        Items = new AnswerItem[Math.Max(1, commands)];
    }

    private enum Map
    {
        Result,
        Error,
        Time,
        Total,
        Next,
    }

    public bool HasError { get; private set; }

    public bool HasResult { get; private set; }

    /// <summary>Whether the result has the form of a batch's.</summary>
    public bool IsBatch { get; private set; }

    /// <summary>The <c>time</c> of the whole answer.</summary>
    public CallTime Time { get; private set; }

    /// <summary>What it says of each command by its place; of a plain call it is the one result.</summary>
    public AnswerItem[] Items { get; }

    /// <param name="json">The whole body.</param>
    /// <param name="commands">How many commands the batch had; 0 for a plain call.</param>
    /// <returns>Null where the body is no JSON object.</returns>
    public static Envelope? Read(ReadOnlyMemory<byte> json, int commands)
    {
        var envelope = new Envelope(json, commands);
        try
        {
            var reader = new Utf8JsonReader(json.Span, JsonText.Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                envelope.ReadProperty(ref reader);
            }

            // Whatever follows the object makes it no answer.
            reader.Read();
            envelope.TakePage();
            return envelope;
        }
        catch (JsonException)
        {
            // Whatever was read of it, it is no answer.
            return null;
        }
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (JsonText.IsNamed(ref reader, "result"u8))
        {
            reader.Read();
            HasResult = true;
            ReadResult(ref reader);
        }
        else if (JsonText.IsNamed(ref reader, "time"u8))
        {
            reader.Read();
            Time = CallTime.Read(ref reader);
        }
        else if (JsonText.IsNamed(ref reader, "total"u8))
        {
            reader.Read();
            _total = JsonValue.Take(ref reader, _json);
        }
        else if (JsonText.IsNamed(ref reader, "next"u8))
        {
            reader.Read();
            _next = JsonValue.Take(ref reader, _json);
        }
        else
        {
            HasError |= JsonText.IsNamed(ref reader, "error"u8);
            reader.Skip();
        }
    }

    /// <summary>Of a plain call they stand beside its result, in any order.</summary>
    private void TakePage()
    {
        if (!_isBatchExpected)
        {
            (Items[0].Total, Items[0].Next) = (_total, _next);
        }
    }

    private void ReadResult(ref Utf8JsonReader reader)
    {
        Array.Clear(Items, 0, Items.Length);
        IsBatch = false;
        if (!_isBatchExpected)
        {
            Items[0].Result = JsonValue.Take(ref reader, _json);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadMaps(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadMaps(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.IsNamed(ref reader, "result"u8))
            {
                IsBatch = true;
                ReadMap(ref reader, Map.Result);
            }
            else if (JsonText.IsNamed(ref reader, "result_error"u8))
            {
                ReadMap(ref reader, Map.Error);
            }
            else if (JsonText.IsNamed(ref reader, "result_time"u8))
            {
                ReadMap(ref reader, Map.Time);
            }
            else if (JsonText.IsNamed(ref reader, "result_total"u8))
            {
                ReadMap(ref reader, Map.Total);
            }
            else if (JsonText.IsNamed(ref reader, "result_next"u8))
            {
                ReadMap(ref reader, Map.Next);
            }
            else
            {
                reader.Skip();
            }
        }

        if (!IsBatch)
        {
            Array.Clear(Items, 0, Items.Length);
        }
    }

    private void ReadMap(ref Utf8JsonReader reader, Map map)
    {
        for (var index = 0; index < Items.Length; index++)
        {
            Clear(ref Items[index], map);
        }

        reader.Read();
        var place = 0;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Put(ref reader, map, place++);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var index = BatchKey.IndexOf(ref reader, place, Items.Length);
                reader.Read();
                Put(ref reader, map, index);
                place = index < 0 ? place : index + 1;
            }
        }
    }

    private void Put(ref Utf8JsonReader reader, Map map, int index)
    {
        if (index < 0 || index >= Items.Length)
        {
            reader.Skip();
        }
        else if (map == Map.Time)
        {
            Items[index].Time = CallTime.Read(ref reader);
        }
        else
        {
            Set(ref Items[index], map, JsonValue.Take(ref reader, _json));
        }
    }

    private static void Clear(ref AnswerItem item, Map map)
    {
        if (map == Map.Time)
        {
            item.Time = default;
        }
        else
        {
            Set(ref item, map, default);
        }
    }

    private static void Set(ref AnswerItem item, Map map, JsonValue value)
    {
        switch (map)
        {
            case Map.Result:
                item.Result = value;
                break;
            case Map.Error:
                item.ErrorJson = value;
                break;
            case Map.Total:
                item.Total = value;
                break;
            default:
                item.Next = value;
                break;
        }
    }
}
