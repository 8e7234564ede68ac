using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Bitrix24.Rest.Tests;

/// <summary>Bodies as the portal sends them.</summary>
internal static class Answers
{
    /// <summary>Every call answers its own first parameter.</summary>
    public static string Echo(ScriptedRequest request) => Echo(request, static _ => null);

    /// <summary>
    /// Every call answers its own first parameter, or the error code that
    /// <paramref name="fail"/> names for it; a halting batch stops there.
    /// </summary>
    public static string Echo(ScriptedRequest request, Func<string, string?> fail)
    {
        if (request.IsAsk)
        {
            return "{\"result\":[]}";
        }

        if (request.Commands.Count == 0)
        {
            return fail(request.Values[0]) is { } only ? Error(only) : $"{{\"result\":{Text(request.Values[0])}}}";
        }

        var results = new List<string>();
        var errors = new List<string>();
        foreach (var (key, value) in request.Commands.Select(command => command.Key).Zip(request.Values))
        {
            if (fail(value) is { } code)
            {
                errors.Add($"{Text(key)}:{Error(code)}");
                if (request.IsHalting)
                {
                    break;
                }
            }
            else
            {
                results.Add($"{Text(key)}:{Text(value)}");
            }
        }

        return Batch(Map(results), Map(errors));
    }

    public static string Batch(string results, string errors = "[]") =>
        $"{{\"result\":{{\"result\":{results},\"result_error\":{errors},\"result_total\":[],\"result_next\":[],\"result_time\":[]}}}}";

    public static string Error(string code) => $"{{\"error\":{Text(code)},\"error_description\":\"Words.\"}}";

    private static string Map(List<string> pairs) => pairs.Count == 0 ? "[]" : $"{{{string.Join(',', pairs)}}}";

    private static string Text(string text) => JsonSerializer.Serialize(text);
}
