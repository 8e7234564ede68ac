namespace Bitrix24.Sandbox;

/// <summary>The sessions of a chat, as the portal's methods find, open and close them.</summary>
internal static class SessionBook
{
    /// <summary>The open session, if there is one. More than one: the newest stays, the others are closed as duplicates.</summary>
    public static SandboxSession? Find(MethodCall call, SandboxChat chat)
    {
        SandboxSession? newest = null;
        for (var i = chat.Sessions.Count - 1; i >= 0; i--)
        {
            var session = chat.Sessions[i];
            if (session.IsClosed || session.VisibleFrom > call.Begins)
            {
                continue;
            }

            if (newest is null)
            {
                newest = session;
            }
            else
            {
                End(call, chat, session, SessionStatus.Duplicate);
            }
        }

        return newest;
    }

    /// <summary>
    /// The open session; where there is none, a new one as if the client had written: it waits in the line's queue, the client is greeted,
    /// and the CRM has a lead of it. Null where the chat or its line has no sessions.
    /// </summary>
    public static SandboxSession? FindOrOpen(MethodCall call, SandboxChat chat)
    {
        if (!chat.IsOpenLine || call.Portal.FindLine(chat.LineId) is not { } line)
        {
            return null;
        }

        if (Find(call, chat) is { } open)
        {
            return open;
        }

        var session = Open(call, chat, operatorId: 0);
        session.OperatorId = LineQueue.Offer(call, chat);
        if (line.Settings.IsOn("CRM") && !chat.Crm.IsBound && line.Settings.Text("CRM_CREATE") == "lead")
        {
            call.Portal.Chats.Bind(chat, new(LeadId: call.Portal.NextLeadId()));
        }

        if (line.Settings.IsOn("WELCOME_MESSAGE"))
        {
            SystemMessages.Write(call, chat, $"{line.Settings.Text("WELCOME_MESSAGE_TEXT")}");
        }

        return session;
    }

    /// <summary>A new session row.</summary>
    public static SandboxSession Open(MethodCall call, SandboxChat chat, long operatorId)
    {
        var session = new SandboxSession(call.Portal.NextSessionId())
        {
            Status = operatorId > 0 ? SessionStatus.Answered : SessionStatus.New,
            OperatorId = operatorId,
            Created = call.Begins,
            Modified = call.Begins,
            VisibleFrom = call.Ends,
            MessagesBefore = chat.Messages.Count,
        };
        call.Portal.Chats.Open(chat, session);
        chat.AuthorId = chat.AuthorId == 0 ? operatorId : chat.AuthorId;
        SystemMessages.Write(call, chat, $"Start a new dialogue #{session.Id}");
        call.Portal.Journal.SessionCreated(chat.Id);
        return session;
    }

    /// <summary>Ends a session and leaves the chat to its client: no member of the portal stays, nobody is responsible.</summary>
    public static void Close(MethodCall call, SandboxChat chat, SandboxSession session, int status = SessionStatus.Closed)
    {
        End(call, chat, session, status);
        chat.Members.RemoveAll(id => call.Portal.IsStaff(chat, id));
        chat.HiddenMembers.Clear();
        chat.OfferedTo.Clear();
        chat.AuthorId = 0;
        chat.SilentMode = "N";
        call.Portal.Chats.Keep(chat);
    }

    private static void End(MethodCall call, SandboxChat chat, SandboxSession session, int status)
    {
        session.Status = status;
        session.IsPinned = false;
        session.Modified = call.Begins;
        session.Ended = call.Begins;
        session.MessagesUntil = chat.Messages.Count;
    }
}
