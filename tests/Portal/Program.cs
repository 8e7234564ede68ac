using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Bitrix24.Sandbox;

namespace Portal;

/// <summary>The portal as a program of its own, for clients in another process.</summary>
internal static class Program
{
    public static async Task Main(string[] arguments)
    {
        var parsed = PortalArguments.Parse(arguments);
        var servers = new List<PortalServer>();
        for (var number = 0; number < parsed.Portals; number++)
        {
            var portal = SandboxPortal.CreateDefault(parsed.ToOptions());
            portal.Chats.Pattern = parsed.Pattern;
            portal.AddChats(parsed.Chats);
            servers.Add(await PortalServer.StartAsync(portal, parsed.Recorded, parsed.Port));
            await Console.Out.WriteLineAsync("WEBHOOK " + servers[^1].WebhookUrl);
        }

        // Whoever started it holds the other end; when that closes there is nobody left to serve.
        var controls = servers.ConvertAll(static server => new PortalControl(server));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var answers = controls.ConvertAll(control => control.Obey(line));
            await Console.Out.WriteLineAsync(answers.Find(static answer => answer != "OK") ?? "OK");
        }

        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }
}
