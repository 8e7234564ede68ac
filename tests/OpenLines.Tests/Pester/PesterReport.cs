using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenLines.Tests.Pester;

/// <summary>What Invoke-Suite.ps1 writes.</summary>
/// <param name="Pester">The version of Pester; null where there is none.</param>
/// <param name="Reason">Why nothing could be run.</param>
/// <param name="Tests">Every test.</param>
internal sealed record PesterReport(string? Pester, string? Reason, IReadOnlyList<PesterEntry>? Tests)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
    };

    public static PesterReport? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<PesterReport>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
