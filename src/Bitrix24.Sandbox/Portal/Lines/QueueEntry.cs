namespace Bitrix24.Sandbox;

/// <summary>One entry of a line's queue: a user, or a department with all who are in it.</summary>
internal sealed record QueueEntry(string EntityType, long EntityId)
{
    public const string User = "user";
    public const string Department = "department";
}
