using System;
using System.Globalization;
using System.Linq;
using Bitrix24.Sandbox;

namespace Portal;

/// <summary>
/// <c>session LINE RESPONSIBLE STARTED [AUTHOR SECONDS]...</c> writes a closed session of a line into the portal, of a client of its own,
/// who writes when it begins: who wrote how many seconds after that (0 for the portal itself, <c>client</c> for the client again).
/// <c>silent</c> in place of the responsible user's id makes it one in which the client wrote nothing and nobody is responsible.
/// </summary>
internal static class PastSession
{
    public static void Add(SandboxPortal portal, string line)
    {
        var words = line.Split(' ');
        var isSilent = words[1] == "silent";
        var lineId = long.Parse(words[0], CultureInfo.InvariantCulture);
        var started = DateTimeOffset.Parse(words[2], CultureInfo.InvariantCulture);
        var session = new SandboxSession(portal.NextSessionId())
        {
            Status = SessionStatus.Closed,
            OperatorId = isSilent ? 0 : long.Parse(words[1], CultureInfo.InvariantCulture),
            Created = started,
            VisibleFrom = started,
        };

        // The numbers of its chat and client follow from its own, so that no two are alike.
        var chat = new SandboxChat(5_000_000 + session.Id, $"telegrambot|{lineId}|{session.Id}|{90_000 + session.Id}", lineId)
        {
            Crm = new(DealId: DefaultChats.Deal),
        };
        chat.Members.Add(chat.ClientId);
        chat.Sessions.Add(session);
        var last = started;
        chat.Messages.Write(0, started, "Start a new dialogue");
        if (!isSilent)
        {
            chat.Messages.Write(chat.ClientId, started, "Hello?");
        }

        foreach (var pair in words.Skip(3).Chunk(2))
        {
            var author = pair[0] == "client" ? chat.ClientId : long.Parse(pair[0], CultureInfo.InvariantCulture);
            last = started + TimeSpan.FromSeconds(double.Parse(pair[1], CultureInfo.InvariantCulture));
            chat.Messages.Write(author, last, "Good day.");
        }

        (session.Modified, session.Ended, session.MessagesUntil) = (last, last, chat.Messages.Count);
        portal.Chats.Add(chat);
    }
}
