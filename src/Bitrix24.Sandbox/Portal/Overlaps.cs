using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>How many at once per chat, now and at most.</summary>
internal sealed class Overlaps
{
    private readonly Dictionary<long, int> _now = [];
    private readonly Dictionary<long, int> _most = [];

    public int Maximum { get; private set; }

    public int MaximumOf(long chatId) => _most.TryGetValue(chatId, out var most) ? most : 0;

    public void Enter(long chatId)
    {
        var count = (_now.TryGetValue(chatId, out var now) ? now : 0) + 1;
        _now[chatId] = count;
        Maximum = Math.Max(Maximum, count);
        if (MaximumOf(chatId) < count)
        {
            _most[chatId] = count;
        }
    }

    public void Leave(long chatId)
    {
        if (_now[chatId] == 1)
        {
            _now.Remove(chatId);
        }
        else
        {
            _now[chatId]--;
        }
    }

    public void EnterAll(IReadOnlyCollection<long> chatIds)
    {
        foreach (var id in chatIds)
        {
            Enter(id);
        }
    }

    public void LeaveAll(IReadOnlyCollection<long> chatIds)
    {
        foreach (var id in chatIds)
        {
            Leave(id);
        }
    }
}
