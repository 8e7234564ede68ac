using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Faults;

/// <summary>Changes the portal's answer on its way back.</summary>
internal static class AnswerEdits
{
    private static readonly string[] OtherForms =
    [
        "null", "[]", "{}", "0", "\"\"", "true", "[{}]", "{\"result\":null}", "{\"result\":[]}",
        "{\"result\":{\"result\":7,\"result_error\":7}}", "{\"time\":{}}", "{\"result\":{\"result\":[],\"result_error\":[]}}",
        "{\"result\":{\"result\":{},\"result_error\":null}}", "\uFEFFnull",
    ];

    private static readonly double[] AbsurdNumbers =
        [0, -1, 1e-300, 0.5, 420, 86400, 86401, 1e9, 2147483648, 253402300799, 253402300800, 9.3e18, 1e300];

    /// <summary>The bytes that arrive instead of these.</summary>
    public static byte[] Edit(Fault fault, byte[] body)
    {
        var random = new Random(fault.Dice);
        switch (fault.Kind)
        {
            case FaultKind.BodyTruncated:
                return body[..random.Next(body.Length)];
            case FaultKind.BodyGarbled:
                return Garble(body, random);
            case FaultKind.BodyEmpty:
                return [];
            case FaultKind.BodyOfOtherForm:
                return Encoding.UTF8.GetBytes(OtherForms[random.Next(OtherForms.Length)]);
            case FaultKind.KeysDuplicated:
                return Duplicate(body);
            default:
                break;
        }

        if (JsonNode.Parse(body) is not JsonObject answer)
        {
            return body;
        }

        Edit(fault.Kind, answer, random);
        return Encoding.UTF8.GetBytes(answer.ToJsonString());
    }

    /// <summary>A map of the batch's answer, which PHP prints as a list where it is empty.</summary>
    public static JsonObject MapOf(JsonObject result, string name)
    {
        if (result[name] is JsonObject map)
        {
            return map;
        }

        var empty = new JsonObject();
        result[name] = empty;
        return empty;
    }

    private static void Edit(FaultKind kind, JsonObject answer, Random random)
    {
        switch (kind)
        {
            case FaultKind.ResultOfOtherForm when answer["result"] is JsonObject { } batch && batch["result"] is JsonObject results:
                foreach (var key in Some(results, random))
                {
                    results[key] = OtherResult(random);
                }

                break;
            case FaultKind.ResultOfOtherForm when answer.ContainsKey("result") && !IsBatch(answer):
                answer["result"] = OtherResult(random);
                break;
            case FaultKind.AbsurdTimes:
                Replace(answer, random);
                break;
            default:
                if (IsBatch(answer))
                {
                    EditMaps(kind, (JsonObject)answer["result"]!, random);
                }

                break;
        }
    }

    private static void EditMaps(FaultKind kind, JsonObject batch, Random random)
    {
        var results = MapOf(batch, "result");
        var errors = MapOf(batch, "result_error");
        switch (kind)
        {
            case FaultKind.ItemServerError:
                foreach (var key in Some(results, random))
                {
                    results.Remove(key);
                    errors[key] = BatchEdits.Error("INTERNAL_SERVER_ERROR", "Internal server error");
                }

                break;
            case FaultKind.KeysMissing:
                Some(results, random).ForEach(key => results.Remove(key));
                break;
            case FaultKind.KeysExtra:
                results["c50"] = true;
                results["0"] = "x";
                results["C0"] = null;
                errors["c99"] = BatchEdits.Error("ACCESS_DENIED", "");
                break;
            case FaultKind.KeysInBothMaps:
                var codes = new[]
                {
                    "ACCESS_DENIED", "OPERATION_TIME_LIMIT", "QUERY_LIMIT_EXCEEDED", "INTERNAL_SERVER_ERROR", "ERROR_BATCH_LENGTH_EXCEEDED",
                };
                Some(results, random).ForEach(key => errors[key] = BatchEdits.Error(codes[random.Next(codes.Length)], ""));
                break;
            case FaultKind.KeysReordered:
                Shuffle(batch, "result", random);
                Shuffle(batch, "result_error", random);
                Shuffle(batch, "result_time", random);
                break;
            default:
                break;
        }
    }

    private static bool IsBatch(JsonObject answer) => answer["result"] is JsonObject result && result.ContainsKey("result_error");

    private static List<string> Some(JsonObject map, Random random)
    {
        var share = random.NextDouble();
        return [.. map.Select(static item => item.Key).Where(_ => random.NextDouble() < share)];
    }

    private static JsonNode? OtherResult(Random random) => random.Next(6) switch
    {
        0 => null,
        1 => false,
        2 => "\u001b[31mtrue",
        3 => new JsonArray(1, 2),
        4 => new JsonObject { ["chatId"] = -1 },
        _ => 1e300,
    };

    private static void Shuffle(JsonObject batch, string name, Random random)
    {
        var map = MapOf(batch, name);
        var items = map.Select(static item => (item.Key, Value: item.Value?.DeepClone())).ToArray();
        random.Shuffle(items);
        map.Clear();
        foreach (var (key, value) in items)
        {
            map[key] = value;
        }
    }

    private static void Replace(JsonNode? node, Random random)
    {
        if (node is not JsonObject map)
        {
            return;
        }

        foreach (var key in map.Select(static item => item.Key).ToList())
        {
            if (key is "start" or "finish" or "duration" or "operating" or "operating_reset_at" && random.Next(3) == 0)
            {
                map[key] = random.Next(8) switch
                {
                    0 => null,
                    1 => "soon",
                    _ => AbsurdNumbers[random.Next(AbsurdNumbers.Length)],
                };
            }
            else
            {
                Replace(map[key], random);
            }
        }

        if (map.ContainsKey("duration") && random.Next(3) == 0)
        {
            map["operating"] = AbsurdNumbers[random.Next(AbsurdNumbers.Length)];
            map["operating_reset_at"] = AbsurdNumbers[random.Next(AbsurdNumbers.Length)];
        }
    }

    /// <summary>
    /// Never makes a valid result into another valid one: no byte that is put in can stand in JSON or in a word of the portal.
    /// </summary>
    private static byte[] Garble(byte[] body, Random random)
    {
        var garbled = (byte[])body.Clone();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            garbled[random.Next(garbled.Length)] = random.Next(3) switch
            {
                0 => 0x01,
                1 => 0xFF,
                _ => 0xC3,
            };
        }

        return garbled;
    }

    /// <summary>JSON as text, because an object model keeps one of two equal keys only.</summary>
    private static byte[] Duplicate(byte[] body)
    {
        if (JsonNode.Parse(body) is not JsonObject answer
            || !IsBatch(answer)
            || answer["result"]!["result"] is not JsonObject { Count: > 0 } results)
        {
            return body;
        }

        var once = results.ToJsonString();
        var twice = $"{once[..^1]},{once[1..]}";
        return Encoding.UTF8.GetBytes(answer.ToJsonString().Replace(once, twice, StringComparison.Ordinal));
    }
}
