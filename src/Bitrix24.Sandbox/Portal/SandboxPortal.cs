using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>A portal in memory: its lines, chats, users and credentials, and what can befall them.</summary>
internal sealed class SandboxPortal
{
    public const string Host = "sandbox.bitrix24.example";

    // Below it are the clients of the default data.
    private const long LastDefaultUser = 700;

    private readonly Dictionary<long, SandboxUser> _users = [];
    private readonly Dictionary<long, SandboxLine> _lines = [];
    private readonly Dictionary<string, SandboxCredential> _credentials = new(StringComparer.Ordinal);
    private long _lastSessionId = 10_000;
    private long _lastLeadId = 9_000;
    private long _lastPrivateMessageId = 30_000;

    public SandboxPortal(SandboxOptions? options = null)
    {
        Options = options ?? new();
        Clock = new(Options.Time);
        Chats = new(Clock.Started);
        Journal = new(Options.JournalChats);
        RequestLimiter = Options.RequestLimit is null ? null : new(Options.RequestLimit, Options.Time);
        Operating = Options.OperatingLimit is { } limit ? new(limit, Options.Time) : null;
        Switches = new(this);
    }

    public SandboxOptions Options { get; }

    public PortalClock Clock { get; }

    public ChatDirectory Chats { get; }

    /// <summary>The connectors that are switched on, with their titles. Any other is off.</summary>
    public Dictionary<string, string> Channels { get; } = new(StringComparer.Ordinal);

    /// <summary>The lines of the network by code; one without a title is switched off.</summary>
    public Dictionary<string, string> NetworkLines { get; } = new(StringComparer.Ordinal);

    public FileDownloads Downloads { get; } = new();

    public ChatLocks Locks { get; } = new();

    /// <summary>When a network line last wrote to a user.</summary>
    public Dictionary<(string Code, long UserId), DateTimeOffset> NetworkMessages { get; } = [];

    /// <summary>What has been asked of the portal so far.</summary>
    public ExecutionJournal Journal { get; }

    /// <summary>What can be changed in mid-run.</summary>
    public PortalSwitches Switches { get; }

    public RequestLimiter? RequestLimiter { get; }

    public OperatingMeter? Operating { get; }

    public ErrorTexts Texts => Options.Russian ? ErrorTexts.Russian : ErrorTexts.English;

    /// <summary>Held by whoever reads or changes the portal's state.</summary>
    public object Gate { get; } = new();

    /// <summary>A portal with the default data.</summary>
    public static SandboxPortal CreateDefault(SandboxOptions? options = null)
    {
        var portal = new SandboxPortal(options);
        DefaultData.Fill(portal);
        return portal;
    }

    /// <summary>Adds chats <c>livechat|1|n|n</c>; the first call begins with n = 1. They take no memory until they are changed.</summary>
    public void AddChats(long count)
    {
        lock (Gate)
        {
            Chats.Generate(count);
        }
    }

    public void AddUser(SandboxUser user) => _users.Add(user.Id, user);

    public void AddLine(SandboxLine line) => _lines.Add(line.Id, line);

    /// <summary>Adds a webhook or an OAuth token.</summary>
    public void AddCredential(SandboxCredential credential) => _credentials.Add(credential.Secret, credential);

    public IEnumerable<SandboxUser> Users => _users.Values;

    public IEnumerable<SandboxLine> Lines => _lines.Values;

    /// <summary>Whether a member of a chat is of the portal, a bot too, and not its client.</summary>
    public bool IsStaff(SandboxChat chat, long userId) => userId != chat.ClientId && FindUser(userId) is not null;

    public SandboxUser? FindUser(long id) => _users.TryGetValue(id, out var user) ? user : null;

    public SandboxCredential? FindCredential(string secret) => _credentials.TryGetValue(secret, out var credential) ? credential : null;

    public bool HasLine(long id) => FindLine(id) is not null;

    /// <summary>The line with this id unless it was deleted.</summary>
    public SandboxLine? FindLine(long id) => _lines.TryGetValue(id, out var line) && !line.IsDeleted ? line : null;

    public long NextSessionId() => ++_lastSessionId;

    public long NextLeadId() => ++_lastLeadId;

    public long NextPrivateMessageId() => ++_lastPrivateMessageId;

    public long NextUserId() => Math.Max(_users.Keys.Max(), LastDefaultUser) + 1;

    public long NextLineId() => _lines.Keys.Max() + 1;
}
