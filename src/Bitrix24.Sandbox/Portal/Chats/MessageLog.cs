using System;
using System.Collections;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>
/// The messages of a chat, oldest first. The first ones of a generated chat are computed whenever they are looked at;
/// what is written later takes memory.
/// </summary>
internal sealed class MessageLog : IEnumerable<SandboxMessage>
{
    /// <summary>A message's id is its chat's id times this, and its number in the chat.</summary>
    public const long IdsPerChat = 100_000;

    private readonly long _chatId;
    private readonly Conversation? _computed;
    private List<SandboxMessage>? _written;

    public MessageLog(long chatId, Conversation? computed)
    {
        _chatId = chatId;
        _computed = computed;
    }

    public int Count => ComputedCount + (_written?.Count ?? 0);

    private int ComputedCount => _computed?.Count ?? 0;

    public SandboxMessage this[int index] =>
        index < ComputedCount ? _computed!.Message(_chatId, index) : _written![index - ComputedCount];

    /// <summary>The chat that a message's id belongs to.</summary>
    public static long ChatOf(long messageId) => messageId / IdsPerChat;

    /// <summary>The id of a file that comes with a message.</summary>
    public static long FileOf(long messageId) => (messageId * 10) + 1;

    /// <summary>The message that a file came with.</summary>
    public static long MessageOf(long fileId) => fileId / 10;

    /// <summary>The place of a message's id, which may lie before the first one or behind the last.</summary>
    public long IndexOf(long messageId) => messageId - (_chatId * IdsPerChat) - 1;

    public SandboxMessage? Find(long messageId) =>
        IndexOf(messageId) is var index && index >= 0 && index < Count ? this[(int)index] : null;

    public SandboxMessage Write(long authorId, DateTimeOffset date, string text)
    {
        var message = new SandboxMessage(NextId(), _chatId, authorId, date, text);
        Add(message);
        return message;
    }

    /// <summary>Adds a message that was made with <see cref="NextId"/>.</summary>
    public void Add(SandboxMessage message) => (_written ??= []).Add(message);

    public long NextId() => (_chatId * IdsPerChat) + Count + 1;

    public IEnumerator<SandboxMessage> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
