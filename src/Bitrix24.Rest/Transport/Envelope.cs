using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>
/// The JSON of an answer, read in one pass. Four fifths of it are <c>time</c> objects of which five numbers are wanted, so nothing is
/// built of it but the results, all of them together, and errors are found as slices of the body. PHP prints an empty map as <c>[]</c>
/// and one with the keys 0, 1, 2 as a list: every form of a batch's maps is read, keys that were never sent are ignored, and of a key
/// that comes twice the last one counts.
/// </summary>
internal sealed class Envelope
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonText.MaxDepth };
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = JsonText.MaxDepth };

    private readonly ReadOnlyMemory<byte> _json;
    private readonly bool _isBatchExpected;
    private readonly List<int> _places = [];

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
    }

    public bool HasError { get; private set; }

    public bool HasResult { get; private set; }

    /// <summary>Whether the result has the form of a batch's.</summary>
    public bool IsBatch { get; private set; }

    /// <summary>The <c>time</c> of the whole answer.</summary>
    public CallTime Time { get; private set; }

    /// <summary>What the results are elements of; null where there are none.</summary>
    public JsonDocument? Results { get; private set; }

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
            var reader = new Utf8JsonReader(json.Span, Options);
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
            if (!JsonText.HasBrokenName(json.Span))
            {
                return envelope;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Whatever was read of it, it is no answer.
        }

        envelope.Results?.Dispose();
        return null;
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("result"u8))
        {
            reader.Read();
            HasResult = true;
            ReadResult(ref reader);
        }
        else if (reader.ValueTextEquals("time"u8))
        {
            reader.Read();
            Time = CallTime.Read(ref reader);
        }
        else
        {
            HasError |= reader.ValueTextEquals("error"u8);
            reader.Skip();
        }
    }

    private void ReadResult(ref Utf8JsonReader reader)
    {
        Array.Clear(Items, 0, Items.Length);
        IsBatch = false;
        if (!_isBatchExpected)
        {
            Items[0].Result = Parse(Slice(ref reader)).RootElement;
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
            if (reader.ValueTextEquals("result"u8))
            {
                IsBatch = true;
                ReadResults(ref reader);
            }
            else if (reader.ValueTextEquals("result_error"u8))
            {
                ReadMap(ref reader, Map.Error);
            }
            else if (reader.ValueTextEquals("result_time"u8))
            {
                ReadMap(ref reader, Map.Time);
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

    private void ReadResults(ref Utf8JsonReader reader)
    {
        _places.Clear();
        var start = ReadMap(ref reader, Map.Result);
        if (_places.Count == 0)
        {
            return;
        }

        // One document for all: one for each would cost more than what is in it.
        var map = Parse(_json.Slice(start, (int)reader.BytesConsumed - start)).RootElement;
        var read = 0;
        if (map.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in map.EnumerateArray())
            {
                PutResult(element, _places[read++]);
            }
        }
        else
        {
            foreach (var property in map.EnumerateObject())
            {
                PutResult(property.Value, _places[read++]);
            }
        }
    }

    private void PutResult(JsonElement result, int index)
    {
        if (index >= 0 && index < Items.Length)
        {
            Items[index].Result = result;
        }
    }

    private JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        // Of results that come twice the last ones count.
        Results?.Dispose();
        return Results = JsonDocument.Parse(json, DocumentOptions);
    }

    /// <returns>Where the map begins in the body.</returns>
    private int ReadMap(ref Utf8JsonReader reader, Map map)
    {
        for (var index = 0; index < Items.Length; index++)
        {
            Clear(ref Items[index], map);
        }

        reader.Read();
        var start = (int)reader.TokenStartIndex;
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

        return start;
    }

    private void Put(ref Utf8JsonReader reader, Map map, int index)
    {
        if (map == Map.Result)
        {
            _places.Add(index);
            reader.Skip();
        }
        else if (index < 0 || index >= Items.Length)
        {
            reader.Skip();
        }
        else if (map == Map.Time)
        {
            Items[index].Time = CallTime.Read(ref reader);
        }
        else
        {
            Items[index].ErrorJson = Slice(ref reader);
        }
    }

    private static void Clear(ref AnswerItem item, Map map) => item = map switch
    {
        Map.Result => item with { Result = default },
        Map.Error => item with { ErrorJson = default },
        _ => item with { Time = default },
    };

    /// <summary>The value on which the reader stands.</summary>
    private ReadOnlyMemory<byte> Slice(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return _json.Slice(start, (int)reader.BytesConsumed - start);
    }
}
