using System;
using System.Collections.Generic;

namespace OpenLines;

/// <summary>
/// A message that has come into a chat of an open line. Found by Watch-OLMessage with
/// <see href="https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/events/event-get.html">im.v2.Event.get</see>.
/// </summary>
public sealed class WatchedMessage : PortalResult
{
    private readonly Bitrix24.OpenLines.EventRecord _event;
    private readonly Bitrix24.OpenLines.MessageRecord _message;
    private readonly Bitrix24.OpenLines.PersonRecord? _author;

    internal WatchedMessage(Bitrix24.OpenLines.EventRecord recorded, Bitrix24.OpenLines.MessageRecord message, PipelineRun run)
        : base(recorded.Fields, null, run)
    {
        _event = recorded;
        _message = message;
        _author = recorded.Author;
        UserCode = Safe(recorded.UserCode);
        Key = $"{run.Portal.Address.Host}/{message.MessageId}";
    }

    /// <summary>
    /// The portal and the message: the same whenever the message comes again, and no other's, so that doubles are told by it.
    /// </summary>
    public string Key { get; }

    /// <summary>The place of the event in the portal's record, above zero.</summary>
    public long EventId => _event.EventId;

    /// <summary>The place behind it: what -From takes to begin after this message.</summary>
    public long NextOffset => _event.EventId + 1;

    /// <inheritdoc cref="Message.MessageId"/>
    public long MessageId => _message.MessageId;

    /// <inheritdoc cref="Message.ChatId"/>
    public long ChatId => _event.Chat.Id("id") ?? 0;

    /// <inheritdoc cref="Message.DialogId"/>
    public string DialogId => new Bitrix24.OpenLines.ChatId(ChatId).DialogId;

    /// <summary>The chat's name.</summary>
    public string? Title => Safe(_event.Chat.Text("name"));

    /// <inheritdoc cref="RecentDialog.UserCode"/>
    public string? UserCode { get; }

    /// <inheritdoc cref="Message.Date"/>
    public DateTimeOffset? Date => _message.Date;

    /// <inheritdoc cref="Message.AuthorId"/>
    public long? AuthorId => _message.AuthorId > 0 ? _message.AuthorId : null;

    /// <inheritdoc cref="Message.AuthorName"/>
    public string? AuthorName => Safe(_author?.Name);

    /// <inheritdoc cref="Message.IsSystem"/>
    public bool IsSystem => _message.AuthorId == 0;

    /// <inheritdoc cref="Message.IsClient"/>
    public bool IsClient => _author?.IsClient == true;

    /// <inheritdoc cref="Message.Text"/>
    public string? Text => Safe(_message.Text);

    /// <summary>The ids of the files that came with it, which Save-OLFile takes.</summary>
    public IReadOnlyList<long> FileIds => _message.FileIds;

    private protected override long? AboutChat => ChatId;

    private protected override string? AboutUserCode => UserCode;
}
