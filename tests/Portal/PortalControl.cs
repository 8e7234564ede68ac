using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Bitrix24.Sandbox;
using Portal.Hostile;
using Portal.Network;
using Portal.OAuth;

namespace Portal;

/// <summary>
/// What the other process can make befall the portal, one line of its standard input each:
/// <list type="bullet">
/// <item><c>webhook CODE USER</c> and <c>token TOKEN USER</c> give a user another webhook or token;</item>
/// <item><c>revoke SECRET</c>, <c>expire TOKEN</c> and <c>dropscope SECRET [SCOPE]</c> take it away in part or whole;</item>
/// <item><c>answer JSON</c> cans the answer to the next request: the members of <see cref="CannedAnswer"/> of simple types;</item>
/// <item><c>pass</c> leaves the next request, or so many (<c>pass 3</c>), alone: what is asked for after it befalls those behind;</item>
/// <item><c>hold</c> lets the portal do the work of the next request, or of so many, and keeps the answers until <c>release</c>;</item>
/// <item><c>lose EVERY COUNT</c> loses so many answers, of every so many the last, when the portal has done its work;</item>
/// <item><c>away</c> breaks off every request before the portal sees it, as one that restarts, until <c>release</c>;</item>
/// <item><c>write CHAT COUNT</c> has the client of a chat write so many messages;</item>
/// <item><c>limit FACTOR</c> makes the request limit so many times what it is, and <c>tenant RATE</c> lets somebody else use it too;</item>
/// <item><c>oauth ...</c> is for the token server: <see cref="TokenControl"/>;</item>
/// <item><c>holdall</c> keeps every request from the portal until <c>release</c>;</item>
/// <item><c>session ...</c> writes a session of the past: <see cref="PastSession"/>;</item>
/// <item><c>hostile</c> answers with <see cref="HostileAnswers"/> those that ask for it until <c>release</c>;</item>
/// <item><c>front CASE DEMAND FOLDER</c> speaks TLS before the portal, and <c>proxy USER FOLDER</c> makes tunnels to that
/// (<see cref="NetworkFolder"/>).</item>
/// </list>
/// </summary>
internal sealed class PortalControl(PortalServer server)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private int _front;
    private TaskCompletionSource _released = NewGate();

    /// <summary>Does what a line asks for.</summary>
    /// <returns>OK, or what is wrong with the line.</returns>
    public string Obey(string line)
    {
        try
        {
            var space = line.IndexOf(' ');
            if (space > 0 && line[..space] == "oauth")
            {
                return TokenControl.Obey(server.Tokens, line[(space + 1)..]);
            }

            Do(space < 0 ? line : line[..space], space < 0 ? "" : line[(space + 1)..].Trim());
            return "OK";
        }
        catch (Exception exception) when (
            exception is ArgumentException or FormatException or JsonException or System.Collections.Generic.KeyNotFoundException)
        {
            return "ERROR " + exception.Message.ReplaceLineEndings(" ");
        }
    }

    private void Do(string command, string rest)
    {
        switch (command)
        {
            case "webhook":
                AddCredential(rest, isWebhook: true);
                break;
            case "token":
                AddCredential(rest, isWebhook: false);
                break;
            case "revoke":
                server.Portal.Switches.Revoke(rest);
                break;
            case "expire":
                server.Portal.Switches.Expire(rest);
                break;
            case "dropscope":
                DropScope(rest);
                break;
            case "session":
                PastSession.Add(server.Portal, rest);
                break;
            case "limit":
                server.Portal.Switches.ChangeRequestLimit(double.Parse(rest, CultureInfo.InvariantCulture));
                break;
            case "tenant":
                server.Portal.Switches.SetOtherTenant(double.Parse(rest, CultureInfo.InvariantCulture));
                break;
            case "answer":
                server.Next(Read(rest));
                break;
            case "pass":
                server.Next([.. Enumerable.Repeat(CannedAnswer.Delayed(Task.CompletedTask), CountOf(rest))]);
                break;
            case "hold":
                server.Next([.. Enumerable.Repeat(CannedAnswer.Delayed(_released.Task), CountOf(rest))]);
                break;
            case "holdall":
                var released = _released.Task;
                server.Intercept = async _ =>
                {
                    await released;
                    return false;
                };
                break;
            case "lose":
                Lose(rest);
                break;
            case "away":
                server.Intercept = static context =>
                {
                    context.Abort();
                    return Task.FromResult(true);
                };
                break;
            case "write":
                Write(rest);
                break;
            case "hostile":
                server.Intercept = new HostileAnswers().AnswerAsync;
                break;
            case "front":
                _front = NetworkFolder.OpenFront(server.Address.Port, rest).Port;
                break;
            case "proxy":
                NetworkFolder.OpenProxy(_front, rest);
                break;
            case "release":
                server.Intercept = null;
                _released.SetResult();
                _released = NewGate();
                break;
            default:
                throw new ArgumentException("Unknown command " + command, nameof(command));
        }
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int CountOf(string rest) => rest.Length == 0 ? 1 : int.Parse(rest, CultureInfo.InvariantCulture);

    private static CannedAnswer Read(string json)
    {
        var asked = JsonSerializer.Deserialize<Asked>(json, Json)!;
        return new()
        {
            Status = asked.Status,
            ContentType = asked.ContentType,
            Body = asked.Body,
            AfterWork = asked.AfterWork,
            Abort = asked.Abort,
            CutAfter = asked.CutAfter,
            PassThrough = asked.PassThrough,
            Headers = [.. asked.Headers.Select(static header => (header.Key, header.Value))],
        };
    }

    private void Lose(string rest)
    {
        var numbers = NumbersOf(rest);
        for (var i = 0; i < numbers[1]; i++)
        {
            server.Next([.. Enumerable.Repeat(CannedAnswer.Delayed(Task.CompletedTask), (int)numbers[0] - 1)]);
            server.Next(new CannedAnswer { AfterWork = true, Abort = true });
        }
    }

    private void Write(string rest)
    {
        var numbers = NumbersOf(rest);
        for (var i = 1; i <= numbers[1]; i++)
        {
            server.Portal.Switches.WriteAsClient(numbers[0], $"Message {i.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static long[] NumbersOf(string rest) =>
        [.. rest.Split(' ').Select(static number => long.Parse(number, CultureInfo.InvariantCulture))];

    private void DropScope(string rest)
    {
        var parts = rest.Split(' ');
        if (parts.Length > 1)
        {
            server.Portal.Switches.DropScope(parts[0], parts[1]);
        }
        else
        {
            server.Portal.Switches.DropScope(rest);
        }
    }

    private void AddCredential(string rest, bool isWebhook)
    {
        var parts = rest.Split(' ');
        var user = server.Portal.FindUser(long.Parse(parts[1], CultureInfo.InvariantCulture))
            ?? throw new ArgumentException("The portal has no such user.", nameof(rest));
        lock (server.Portal.Gate)
        {
            if (server.Portal.FindCredential(parts[0]) is { } old)
            {
                old.IsRevoked = old.IsExpired = false;
                return;
            }

            server.Portal.AddCredential(new(parts[0], user, isWebhook, DefaultData.Scopes));
        }
    }

    private sealed record Asked
    {
        public int Status { get; init; } = 200;

        public string ContentType { get; init; } = "application/json; charset=utf-8";

        public string Body { get; init; } = "";

        public bool AfterWork { get; init; }

        public bool Abort { get; init; }

        public int? CutAfter { get; init; }

        public bool PassThrough { get; init; }

        public System.Collections.Generic.Dictionary<string, string> Headers { get; init; } = [];
    }
}
