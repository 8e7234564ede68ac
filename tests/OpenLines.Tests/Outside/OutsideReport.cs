using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenLines.Tests.Outside;

/// <summary>What the other runner writes: Invoke-Suite.ps1 for Pester, Net472.exe for xUnit in Mono.</summary>
/// <param name="Pester">The version of Pester; null where there is none.</param>
/// <param name="Tests">Every test.</param>
internal sealed record OutsideReport(string? Pester, IReadOnlyList<OutsideTest>? Tests)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
    };

    public static OutsideReport? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<OutsideReport>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
