using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>
/// The maps of a batch's answer by the place of each command. PHP prints an empty map as <c>[]</c> and one with the keys 0, 1, 2 as a list:
/// all forms are read, keys that were never sent are ignored, and of a key that comes twice the last one counts.
/// </summary>
internal readonly struct BatchResult
{
    private readonly JsonElement[] _results;
    private readonly JsonElement[] _errors;
    private readonly JsonElement[] _times;

    /// <param name="result">The <c>result</c> of the answer.</param>
    /// <param name="count">How many commands were sent.</param>
    public BatchResult(JsonElement result, int count)
    {
        _results = new JsonElement[count];
        _errors = new JsonElement[count];
        _times = new JsonElement[count];
        IsBatch = result.ValueKind == JsonValueKind.Object && result.TryGetProperty("result", out _);
        if (!IsBatch)
        {
            return;
        }

        Fill(_results, result, "result");
        Fill(_errors, result, "result_error");
        Fill(_times, result, "result_time");
    }

    /// <summary>Whether it is the answer of a batch at all.</summary>
    public bool IsBatch { get; }

    public bool TryGetResult(int index, out JsonElement result)
    {
        result = _results[index];
        return result.ValueKind != JsonValueKind.Undefined;
    }

    /// <summary>The error of a command; of a command that has both, see <see cref="IsContradictory"/>.</summary>
    public bool TryGetError(int index, out JsonElement error)
    {
        error = _errors[index];
        return error.ValueKind != JsonValueKind.Undefined;
    }

    /// <summary>Whether a command has both: then nobody knows what became of it.</summary>
    public bool IsContradictory(int index) =>
        _errors[index].ValueKind != JsonValueKind.Undefined && _results[index].ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public CallTime TimeOf(int index) => CallTime.Read(_times[index]);

    private static void Fill(JsonElement[] places, JsonElement answer, string name)
    {
        if (!answer.TryGetProperty(name, out var map))
        {
            return;
        }

        if (map.ValueKind == JsonValueKind.Object)
        {
            var expected = 0;
            foreach (var property in map.EnumerateObject())
            {
                var index = IndexOf(property, expected, places.Length);
                if (index >= 0)
                {
                    places[index] = property.Value;
                    expected = index + 1;
                }
            }
        }
        else if (map.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var value in map.EnumerateArray())
            {
                if (index < places.Length)
                {
                    places[index++] = value;
                }
            }
        }
    }

    /// <summary>The place that a key stands for, most likely <paramref name="expected"/>; -1 for a key that was never sent.</summary>
    private static int IndexOf(JsonProperty property, int expected, int count)
    {
        if (expected < count && property.NameEquals(BatchRequest.KeyOf(expected).EncodedUtf8Bytes))
        {
            return expected;
        }

        for (var index = 0; index < count; index++)
        {
            if (property.NameEquals(BatchRequest.KeyOf(index).EncodedUtf8Bytes))
            {
                return index;
            }
        }

        return -1;
    }
}
