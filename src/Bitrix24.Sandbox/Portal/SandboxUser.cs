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

    public string FullName => LastName.Length == 0 ? Name : Name + " " + LastName;

    public string WorkPosition { get; init; } = "";

    public long DepartmentId { get; init; } = 1;

    /// <summary>A bot's own word for who may act for it (CLIENT_ID); blank for all else.</summary>
    public string BotClientId { get; init; } = "";

    /// <summary>The code of the network line that a bot stands for; blank for all else.</summary>
    public string NetworkCode { get; init; } = "";

    public bool IsBot => BotClientId.Length > 0 || NetworkCode.Length > 0;

    public bool IsAdmin { get; set; }

    public bool IsExtranet { get; set; }

    /// <summary>An inactive user whose credential still works is let in by every check and then silently not added to the chat.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Not at work now: a line that shows who is online leaves him out.</summary>
    public bool IsOffline { get; set; }

    /// <summary>Takes no new dialogs for a while, by his own wish.</summary>
    public bool IsPaused { get; set; }

    /// <summary>A dismissed user's credential is refused as a whole.</summary>
    public bool IsDismissed { get; set; }

    /// <summary>May read the CRM entities that chats are bound to.</summary>
    public bool ReadsCrm { get; set; }

    /// <summary>May read the sessions of other operators, and rate them.</summary>
    public bool IsSupervisor { get; set; }

    /// <summary>The leads that he may not read although he reads the CRM.</summary>
    public HashSet<long> HiddenLeads { get; } = [];

    /// <summary>The lines whose chats he may join.</summary>
    public HashSet<long> Lines { get; } = [];

    /// <summary>Whether he may read a CRM object, of a type as <see cref="CrmBinding.TypeNumber"/> has it.</summary>
    public bool MayRead(int typeNumber, long id) => ReadsCrm && typeNumber > 0 && !(typeNumber == 1 && HiddenLeads.Contains(id));

    /// <summary>Whether he may read what a chat is bound to.</summary>
    public bool MayRead(CrmBinding crm) => crm.IsBound && MayRead(CrmBinding.TypeNumber(crm.Type), crm.Id);
}
