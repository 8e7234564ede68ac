using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>A chat of the portal: an operator's open line chat unless its types say otherwise.</summary>
internal sealed class SandboxChat
{
    public const string OpenLineEntity = "LINES";
    public const string LiveChatEntity = "LIVECHAT";

    private MessageLog? _messages;
    private Dictionary<long, int>? _unread;

    public SandboxChat(long id, string entityId, long lineId)
    {
        Id = id;
        EntityId = entityId;
        OriginLineId = lineId;
        LineId = lineId;
    }

    public long Id { get; }

    /// <summary>The user code of an open line chat.</summary>
    public string EntityId { get; }

    /// <summary>The line that the code names: whoever may join it may join the chat, wherever it is now.</summary>
    public long OriginLineId { get; }

    /// <summary>The line the chat is on now.</summary>
    public long LineId { get; set; }

    /// <summary><c>L</c> for an open line, anything else for other chats.</summary>
    public string Type { get; init; } = "L";

    public string EntityType { get; init; } = OpenLineEntity;

    public string Title { get; init; } = "";

    /// <summary>The responsible operator (AUTHOR_ID), 0 for none.</summary>
    public long AuthorId { get; set; }

    public List<long> Members { get; } = [];

    /// <summary>Members who do not see the chat; joining makes them visible again.</summary>
    public List<long> HiddenMembers { get; } = [];

    /// <summary>Users in whose recent list the queue has put the dialog.</summary>
    public List<long> OfferedTo { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<SandboxSession> Sessions { get; } = [];

    /// <summary>The CRM objects it is bound to.</summary>
    public CrmBinding Crm { get; set; } = CrmBinding.None;

    /// <summary><c>Y</c> while what operators write does not reach the client.</summary>
    public string SilentMode { get; set; } = "N";

    /// <summary>Those that need no memory; null for none.</summary>
    public Conversation? Computed { get; init; }

    /// <summary>System messages and others, oldest first.</summary>
    public MessageLog Messages => _messages ??= new(Id, Computed);

    public bool IsOpenLine => EntityType == OpenLineEntity;

    public string DialogId => "chat" + Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The newest one, open or not.</summary>
    public SandboxSession? CurrentSession => Sessions.Count == 0 ? null : Sessions[Sessions.Count - 1];

    /// <summary>The channel that the client writes in.</summary>
    public string ConnectorId => CodePart(0);

    /// <summary>The portal's user for the client; 0 where the code has none.</summary>
    public long ClientId => PhpValue.ToInteger(CodePart(3));

    public bool HasMember(long userId) => Members.Contains(userId);

    /// <summary>How many of the newest messages a member has not read.</summary>
    public int UnreadOf(long userId) => _unread is not null && _unread.TryGetValue(userId, out var count) ? count : 0;

    public void SetUnread(long userId, int count) => (_unread ??= [])[userId] = count;

    private string CodePart(int index)
    {
        var parts = EntityId.Split(['|'], StringSplitOptions.None);
        return index < parts.Length ? parts[index] : "";
    }
}
