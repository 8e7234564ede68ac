using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>A page of the messages of a chat, as <c>im.dialog.messages.get</c> gives it.</summary>
internal sealed class ChatPage
{
    private ChatPage(ChatId chat, MessagePage page)
    {
        Chat = chat;
        Page = page;
    }

    public ChatId Chat { get; }

    /// <summary>The messages with their authors and files.</summary>
    public MessagePage Page { get; }

    /// <summary>The messages, newest first.</summary>
    public IEnumerable<MessageRecord> Newest => Page.Messages.OrderByDescending(static message => message.MessageId);

    /// <summary>The messages, oldest first.</summary>
    public IEnumerable<MessageRecord> Oldest => Page.Messages.OrderBy(static message => message.MessageId);

    public static ChatPage Read(JsonValue result)
    {
        var fields = JsonFields.CopyOf(result);
        return fields.Field("messages").Kind is JsonValueKind.Array or JsonValueKind.Object && fields.Id("chat_id") is { } chat
            ? new(new(chat), MessagePage.Read(fields))
            : throw new FormatException();
    }
}
