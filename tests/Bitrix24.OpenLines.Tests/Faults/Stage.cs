namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>What a job does with a chat.</summary>
internal enum Stage
{
    Open,
    Join,
    Start,

    /// <summary>A start that the client takes for a call that must never run twice.</summary>
    OneShot,
}
