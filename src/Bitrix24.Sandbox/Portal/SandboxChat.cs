using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>A chat of the portal: an operator's open line chat unless its types say otherwise.</summary>
internal sealed class SandboxChat
{
    public const string OpenLineEntity = "LINES";
    public const string LiveChatEntity = "LIVECHAT";

    public SandboxChat(long id, string entityId, long lineId)
    {
        Id = id;
        EntityId = entityId;
        LineId = lineId;
    }

    public long Id { get; }

    /// <summary>The user code of an open line chat.</summary>
    public string EntityId { get; }

    /// <summary>The line the chat is on now; the code keeps the one it came from.</summary>
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

    /// <summary>The bound CRM entity, for example a lead; 0 for none.</summary>
    public long LeadId { get; init; }

    /// <summary>System messages and others, oldest first.</summary>
    public List<string> Messages { get; } = [];

    public bool IsOpenLine => EntityType == OpenLineEntity;

    public string DialogId => "chat" + Id.ToString(CultureInfo.InvariantCulture);

    public SandboxSession? CurrentSession => Sessions.Count == 0 ? null : Sessions[Sessions.Count - 1];

    public bool HasMember(long userId) => Members.Contains(userId);
}
