using System;

namespace Bitrix24.Sandbox;

/// <summary>Something that the portal has recorded for a user.</summary>
/// <param name="Id">Its place among all of the portal's.</param>
/// <param name="Type">What it is, as the portal calls it.</param>
/// <param name="Date">When it was.</param>
/// <param name="Chat">The chat that it was in.</param>
/// <param name="PersonId">Who did it, or to whom it was done; 0 for the system.</param>
/// <param name="Message">The message that it is about; null where it is about none.</param>
internal sealed record UserEvent(long Id, string Type, DateTimeOffset Date, SandboxChat Chat, long PersonId, SandboxMessage? Message)
{
    public const string MessageAdded = "ONIMV2MESSAGEADD";
    public const string ChatJoined = "ONIMV2JOINCHAT";
}
