using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;

namespace Bitrix24.Rest.Tests;

/// <summary>A portal that is away for a while, played on a <see cref="Desk"/>.</summary>
internal static class Outages
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IEnumerable<Call> Mixed(int count) => Enumerable.Range(1, count).Select(static number => (number % 3) switch
    {
        0 => Calls.Read($"{number}"),
        1 => Calls.Change(number),
        _ => (Call)Calls.Once(number),
    });

    public static HttpRequestException Unreached(SocketError error = SocketError.ConnectionRefused) =>
        new("x", new SocketException((int)error));

    public static Func<Desk, Action<ScriptedRequest>> Until(
        TimeSpan end, Action<ScriptedRequest> meanwhile, Action<ScriptedRequest>? andThen = null) =>
        desk => request =>
        {
            if (desk.Time.Elapsed < end)
            {
                meanwhile(request);
            }
            else if (andThen is not null)
            {
                andThen(request);
            }
            else
            {
                request.Answer(Answers.Echo(request));
            }
        };

    public static bool AdvanceToRequest(Desk desk)
    {
        while (desk.UnderWay.Count == 0)
        {
            if (!desk.Time.AdvanceToNextTimer())
            {
                return false;
            }
        }

        return true;
    }

    public static List<Notice> Told(Desk desk)
    {
        var lines = new List<Notice>();
        while (desk.Client.Notices.TryTake(out var line))
        {
            lines.Add(line!);
        }

        return lines;
    }
}
