using System;

namespace Bitrix24.Rest.Tests;

/// <summary>A record that simulated processes share, and what may happen to it.</summary>
internal sealed class MemoryStore : IPaceStore
{
    public long[] Numbers { get; set; } = [];

    public int Updates { get; private set; }

    /// <summary>What it says before each update; the argument is how many there were.</summary>
    public Func<int, PaceStoreAnswer> Answer { get; init; } = static _ => PaceStoreAnswer.Done;

    /// <summary>What happens to the record before each update.</summary>
    public Action<MemoryStore>? Before { get; init; }

    public PaceStoreAnswer Update(Func<long[], long[]?> update)
    {
        var answer = Answer(++Updates);
        if (answer == PaceStoreAnswer.Done)
        {
            Before?.Invoke(this);
            Numbers = update(Numbers) ?? Numbers;
        }

        return answer;
    }
}
