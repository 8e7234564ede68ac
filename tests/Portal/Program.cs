using System;
using System.Threading.Tasks;
using Bitrix24.Sandbox;

namespace Portal;

/// <summary>The portal as a program of its own, for clients in another process.</summary>
internal static class Program
{
    public static async Task Main(string[] arguments)
    {
        var parsed = PortalArguments.Parse(arguments);
        var portal = SandboxPortal.CreateDefault(parsed.ToOptions());
        portal.Chats.Pattern = parsed.Pattern;
        portal.AddChats(parsed.Chats);
        await using var server = await PortalServer.StartAsync(portal, parsed.Recorded, parsed.Port);
        await Console.Out.WriteLineAsync("WEBHOOK " + server.WebhookUrl);

        // Whoever started it holds the other end; when that closes there is nobody left to serve.
        var control = new PortalControl(server);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await Console.Out.WriteLineAsync(control.Obey(line));
        }
    }
}
