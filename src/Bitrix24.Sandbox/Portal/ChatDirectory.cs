using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// The portal's chats by id and by code. Generated chats are computed from their number; only a changed one takes memory.
/// </summary>
internal sealed class ChatDirectory
{
    /// <summary>The generated chat number n has the id base + n and the code <c>livechat|1|n|n</c>.</summary>
    public const long GeneratedBase = 1_000_000;

    public const long GeneratedLine = 1;

    private const string GeneratedPrefix = "livechat|1|";

    private readonly Dictionary<long, SandboxChat> _byId = [];
    private readonly Dictionary<string, SandboxChat> _byCode = new(StringComparer.Ordinal);

    public long GeneratedCount { get; private set; }

    /// <summary>The chats that take memory: the default ones and those that were changed.</summary>
    public IEnumerable<SandboxChat> Stored => _byId.Values;

    public static string GeneratedCode(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return string.Concat(GeneratedPrefix, text, "|", text);
    }

    public void Add(SandboxChat chat)
    {
        _byId.Add(chat.Id, chat);
        if (chat.IsOpenLine)
        {
            _byCode.Add(chat.EntityId, chat);
        }
    }

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

    public SandboxChat? FindCode(string code)
    {
        if (_byCode.TryGetValue(code, out var chat))
        {
            return chat;
        }

        return TryReadNumber(code, out var number) ? Read(GeneratedBase + number) : null;
    }

    /// <summary>The chat that a session belongs to.</summary>
    public SandboxChat? FindSession(long sessionId) =>
        Stored.FirstOrDefault(chat => chat.Sessions.Exists(session => session.Id == sessionId));

    private static SandboxChat Compute(long number)
    {
        var chat = new SandboxChat(GeneratedBase + number, GeneratedCode(number), GeneratedLine);
        chat.Members.Add(number);
        return chat;
    }

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
