using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// What goes first:
/// <list type="number">
/// <item>what somebody sits and waits for (<see cref="Call.IsUrgent"/>), but not twice in a row where something else could go;</item>
/// <item>the call that its thread waits for, since nothing else of that pipeline moves before;</item>
/// <item>pipelines in turn;</item>
/// <item>within one what is nearest to the end of its chain, so that rows finish from the start;</item>
/// <item>what came first.</item>
/// </list>
/// Guarded by the dispatcher's lock.
/// </summary>
internal sealed class SendOrder
{
    private readonly ThreadTurns _turns = new();

    /// <summary>
    /// Whether a call may turn out to be urgent in a moment: its thread has no other item and has just begun. A thread that runs on for
    /// longer is at work on something else.
    /// </summary>
    public static bool IsUndecided(Call call, DateTimeOffset now) =>
        !call.IsUrgent && call.Thread.IsUndecided && now - call.CameAt < BatchSizer.WorthSpreading;

    public bool Precedes(Call one, Call other) => RankOf(one).CompareTo(RankOf(other)) < 0;

    /// <summary>Counts a line into the company of those that it may share a request with.</summary>
    public void Join(List<Company> companies, CallLine line, Call first)
    {
        var isUrgent = first.IsUrgent;
        var index = companies.FindIndex(company => company.First.HaltGroup == line.Run && company.IsUrgent == isUrgent);
        if (index < 0)
        {
            companies.Add(new(first, first, line.Count, isUrgent));
            return;
        }

        var (others, oldest, count, _) = companies[index];
        companies[index] = new(
            Precedes(first, others) ? first : others,
            first.Sequence < oldest.Sequence ? first : oldest,
            count + line.Count,
            isUrgent);
    }

    /// <summary>Those that go first come first.</summary>
    /// <param name="companies">Those that could go now.</param>
    /// <param name="wasUrgent">Whether the last request was one that somebody sat and waited for.</param>
    public IReadOnlyList<Company> Sort(List<Company> companies, bool wasUrgent) => companies.Count < 2
        ? companies
        : [.. companies.OrderBy(company => company.IsUrgent == wasUrgent).ThenBy(company => RankOf(company.First))];

    /// <summary>A call goes.</summary>
    public void Take(Call call) => _turns.Take(call.Thread);

    /// <summary>Nobody waits.</summary>
    public void Clear() => _turns.Clear();

    private (int Awaited, long Turn, int Depth, long Sequence) RankOf(Call call) =>
        (call.IsUrgent ? 0 : call.IsAwaited ? 1 : 2, _turns.Of(call.Thread), -call.Depth, call.Sequence);
}
