using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>A portal user and the rights that decide what Open Lines methods answer him.</summary>
internal sealed class SandboxUser
{
    public SandboxUser(long id, string name, string lastName)
    {
        Id = id;
        Name = name;
        LastName = lastName;
    }

    public long Id { get; }

    public string Name { get; }

    public string LastName { get; }

    public bool IsAdmin { get; set; }

    public bool IsExtranet { get; set; }

    /// <summary>An inactive user whose credential still works is let in by every check and then silently not added to the chat.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>A dismissed user's credential is refused as a whole.</summary>
    public bool IsDismissed { get; set; }

    /// <summary>May read the CRM entities that chats are bound to.</summary>
    public bool ReadsCrm { get; set; }

    /// <summary>The lines whose chats he may join.</summary>
    public HashSet<long> Lines { get; } = [];
}
