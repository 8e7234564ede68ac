using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace OpenLines.Tests.Sample;

/// <summary>Keeps the user codes that were asked for on their way to a portal.</summary>
internal sealed class SentCodes(HttpMessageHandler portal) : DelegatingHandler(portal)
{
    private const string Parameter = "USER_CODE";
    private readonly List<string> _codes = [];

    public IReadOnlyList<string> Codes
    {
        get
        {
            lock (_codes)
            {
                return [.. _codes];
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        lock (_codes)
        {
            if (body.RootElement.TryGetProperty(Parameter, out var code))
            {
                _codes.Add(code.GetString()!);
            }
            else if (body.RootElement.TryGetProperty("cmd", out var commands))
            {
                foreach (var command in commands.EnumerateObject())
                {
                    var text = command.Value.GetString()!;
                    if (text.IndexOf(Parameter + '=', StringComparison.Ordinal) is > 0 and var at)
                    {
                        _codes.Add(Uri.UnescapeDataString(text[(at + Parameter.Length + 1)..]));
                    }
                }
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
