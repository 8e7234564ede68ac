using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace Portal.Faults;

/// <summary>Takes items out of a batch on its way to the portal, and puts refusals for them into the answer.</summary>
internal static class BatchEdits
{
    private static readonly string[] OddCodes = ["", " ", "0", "403", "not a word", "\u001b[2J", "ERR_\u202e"];
    private static readonly string[] CodesOfRights =
    [
        "insufficient_scope", "ERROR_METHOD_NOT_FOUND", "INSUFFICIENT_SCOPE", "user_access_error",
    ];

    /// <summary>Which items of a batch a fault strikes; in a halting batch none behind the first of them is run.</summary>
    public static IReadOnlyList<string> Choose(JsonObject request, Fault fault)
    {
        var keys = ((JsonObject)request["cmd"]!).Select(static command => command.Key).ToList();
        if (fault.StrikesAll)
        {
            return keys;
        }

        var random = new Random(fault.Dice);
        var share = random.NextDouble();
        var chosen = keys.Where(_ => random.NextDouble() < share).ToList();
        if (chosen.Count == 0)
        {
            chosen.Add(keys[random.Next(keys.Count)]);
        }

        return chosen;
    }

    public static bool IsHalting(JsonObject request) =>
        request["halt"] is JsonValue halt && halt.GetValueKind() == System.Text.Json.JsonValueKind.Number && (int)halt != 0;

    /// <summary>Takes the refused items out, and with <c>halt</c> all behind the first of them.</summary>
    public static void Remove(JsonObject request, IReadOnlyList<string> refused)
    {
        var commands = (JsonObject)request["cmd"]!;
        if (IsHalting(request))
        {
            var keys = commands.Select(static command => command.Key).ToList();
            foreach (var key in keys.Skip(keys.IndexOf(refused[0])))
            {
                commands.Remove(key);
            }

            return;
        }

        foreach (var key in refused)
        {
            commands.Remove(key);
        }
    }

    /// <summary>Puts the refusals of items that were not run into the answer, as far as the batch came.</summary>
    public static void Refuse(JsonObject request, JsonObject answer, IReadOnlyList<string> refused, Fault fault)
    {
        if (answer["result"] is not JsonObject result || !result.ContainsKey("result_error"))
        {
            return;
        }

        var errors = AnswerEdits.MapOf(result, "result_error");
        if (IsHalting(request) && errors.Count > 0)
        {
            // The portal stopped before it came to them.
            return;
        }

        foreach (var key in IsHalting(request) ? refused.Take(1) : refused)
        {
            errors[key] = fault.Kind switch
            {
                FaultKind.ItemOperatingLimit => Error("OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit."),
                FaultKind.ItemQueryLimit => Error("QUERY_LIMIT_EXCEEDED", "Too many requests"),
                FaultKind.ItemNotAllowed =>
                    Error(CodesOfRights[fault.Dice % CodesOfRights.Length], "The request requires higher privileges than provided"),
                _ when fault.Dice % 3 == 0 => new JsonObject { ["error"] = 403, ["error_description"] = 7 },
                _ => Error(OddCodes[fault.Dice % OddCodes.Length], "\u001b]0;title\u0007"),
            };
        }
    }

    public static JsonObject Error(string code, string description) => new() { ["error"] = code, ["error_description"] = description };
}
