using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// The portal's chats by id, by code, by session and by CRM object. Generated chats are computed from their number; only a changed one
/// takes memory.
/// </summary>
internal sealed class ChatDirectory
{
    /// <summary>The generated chat number n has the id base + n and the code <c>livechat|1|n|n</c>.</summary>
    public const long GeneratedBase = 1_000_000;

    public const long GeneratedLine = 1;

    private const string GeneratedPrefix = "livechat|1|";

    private readonly Dictionary<long, SandboxChat> _byId = [];
    private readonly Dictionary<string, SandboxChat> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long> _bySession = [];
    private readonly Dictionary<(int Type, long Id), List<long>> _byCrm = [];
    private readonly HashSet<long> _clients = [];
    private readonly DateTimeOffset _started;

    public ChatDirectory(DateTimeOffset started) => _started = started;

    public long GeneratedCount { get; private set; }

    /// <summary>What happened in the chats of those who have asked for it to be recorded.</summary>
    public UserEvents Events { get; } = new();

    /// <summary>What generated chats are like.</summary>
    public ChatPattern Pattern { get; set; } = ChatPattern.Bare;

    /// <summary>The chats that take memory: the default ones and those that were changed.</summary>
    public IEnumerable<SandboxChat> Stored => _byId.Values;

    /// <summary>All that have a session, or only the one that is open: generated ones too, one after the other.</summary>
    public IEnumerable<SandboxChat> WithSessions =>
        Pattern.OperatorId == 0
            ? Stored.Where(static chat => chat.Sessions.Count > 0)
            : Stored.Where(static chat => chat.Sessions.Count > 0).Concat(UntouchedChats());

    public static string GeneratedCode(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return string.Concat(GeneratedPrefix, text, "|", text);
    }

    public void Add(SandboxChat chat)
    {
        _byId.Add(chat.Id, chat);
        foreach (var session in chat.Sessions)
        {
            _bySession.Add(session.Id, chat.Id);
        }

        Bind(chat, chat.Crm);
        if (chat.IsOpenLine)
        {
            _byCode.Add(chat.EntityId, chat);
            _clients.Add(chat.ClientId);
        }
    }

    /// <summary>Whether somebody with this id has written to the portal.</summary>
    public bool HasClient(long id) => _clients.Contains(id) || (id >= 1 && id <= GeneratedCount);

    public void Generate(long count) => GeneratedCount += count;

    /// <summary>The chat with this id to look at; a generated one is not kept.</summary>
    public SandboxChat? Read(long id)
    {
        if (_byId.TryGetValue(id, out var chat))
        {
            return chat;
        }

        var number = id - GeneratedBase;
        return number >= 1 && number <= GeneratedCount ? Compute(number) : null;
    }

    /// <summary>The chat with this id to change.</summary>
    public SandboxChat? Change(long id)
    {
        var chat = Read(id);
        if (chat is not null)
        {
            Keep(chat);
        }

        return chat;
    }

    /// <summary>Keeps a chat that is about to change.</summary>
    public void Keep(SandboxChat chat) => _byId[chat.Id] = chat;

    /// <summary>Adds a message to a chat, which all who are in it hear of.</summary>
    public void Write(SandboxChat chat, SandboxMessage message)
    {
        Keep(chat);
        chat.Messages.Add(message);
        Events.Record(UserEvent.MessageAdded, message.Date, chat, message.AuthorId, message);
    }

    /// <summary>Gives a chat a new session.</summary>
    public void Open(SandboxChat chat, SandboxSession session)
    {
        chat.Sessions.Add(session);
        _bySession.Add(session.Id, chat.Id);
        Keep(chat);
    }

    /// <summary>Binds a chat to CRM objects.</summary>
    public void Bind(SandboxChat chat, CrmBinding crm)
    {
        chat.Crm = crm;
        foreach (var (type, id) in crm.All())
        {
            var key = (CrmBinding.TypeNumber(type), id);
            if (!_byCrm.TryGetValue(key, out var chats))
            {
                chats = [];
                _byCrm.Add(key, chats);
            }

            chats.Add(chat.Id);
        }
    }

    public SandboxChat? FindCode(string code)
    {
        if (_byCode.TryGetValue(code, out var chat))
        {
            return chat;
        }

        return TryReadNumber(code, out var number) ? Read(GeneratedBase + number) : null;
    }

    /// <summary>The chat that a session belongs to.</summary>
    public SandboxChat? FindSession(long sessionId)
    {
        if (_bySession.TryGetValue(sessionId, out var chatId))
        {
            return Read(chatId);
        }

        var number = sessionId - ChatPattern.SessionBase;
        return Pattern.OperatorId > 0 && number >= 1 && number <= GeneratedCount ? Read(GeneratedBase + number) : null;
    }

    /// <summary>The chats that are bound to a CRM object.</summary>
    public IEnumerable<SandboxChat> FindCrm(int typeNumber, long id)
    {
        if (_byCrm.TryGetValue((typeNumber, id), out var chats))
        {
            return chats.Select(chat => _byId[chat]).Where(chat => chat.Crm.Has(typeNumber, id));
        }

        return Pattern.HasDeals && Read(GeneratedBase + id) is { } generated && generated.Crm.Has(typeNumber, id) ? [generated] : [];
    }

    private IEnumerable<SandboxChat> UntouchedChats()
    {
        for (var number = 1L; number <= GeneratedCount; number++)
        {
            if (!_byId.ContainsKey(GeneratedBase + number))
            {
                yield return Compute(number);
            }
        }
    }

    private SandboxChat Compute(long number) =>
        Pattern.Compute(GeneratedBase + number, number, GeneratedCode(number), GeneratedLine, _started);

    private bool TryReadNumber(string code, out long number)
    {
        number = 0;
        if (!code.StartsWith(GeneratedPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var end = code.IndexOf('|', GeneratedPrefix.Length);
        if (end < 0)
        {
            return false;
        }

        var digits = code.Substring(GeneratedPrefix.Length, end - GeneratedPrefix.Length);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number >= 1
            && number <= GeneratedCount
            && code == GeneratedCode(number);
    }
}
