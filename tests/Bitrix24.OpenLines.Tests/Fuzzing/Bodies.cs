using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;
using Bitrix24.Sandbox;

namespace Bitrix24.OpenLines.Tests.Fuzzing;

/// <summary>Reads a request's body as PHP does.</summary>
internal static class Bodies
{
    private static readonly WebhookCredentials Credentials =
        new(new Uri("https://example.bitrix24.com/"), "1", new Secret("xk7ab9qwerty01zz"));

    /// <summary>The user codes that the portal sees in a request with these calls.</summary>
    public static IReadOnlyList<string?> Read(IReadOnlyList<Call> calls)
    {
        using var request = new BatchRequest([.. calls], haltGroup: null);
        using var document = JsonDocument.Parse(request.WriteBody(Credentials));
        if (calls.Count == 1)
        {
            return [document.RootElement.GetProperty("USER_CODE").GetString()];
        }

        return
        [
            .. document.RootElement.GetProperty("cmd").EnumerateObject().Select(static command => UserCodeOf(command.Value.GetString()!)),
        ];
    }

    private static string? UserCodeOf(string command) => PhpValue.ToText(BatchCommand.Parse(command).Parameters["USER_CODE"]);
}
