using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>One input item of a job, at one of its stages.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Index">Its place in the input, from 0.</param>
/// <param name="Number">The number of its chat.</param>
/// <param name="Call">Its call.</param>
internal sealed record JobItem(Stage Stage, int Index, long Number, Call Call)
{
    /// <summary>Whether its outcome has come out.</summary>
    public bool IsTaken { get; set; }
}
