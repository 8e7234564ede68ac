using System;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// A thread that submits calls: the cmdlets of one pipeline share it. That it is quiet says that it has nothing more only while it is
/// neither at work on its calls nor waiting for an answer. It writes here itself; any thread reads.
/// </summary>
internal sealed class Sender
{
    [ThreadStatic]
    private static Sender? _current;

    private int _depth;
    private int _waits;

    /// <summary>The present thread as a sender.</summary>
    public static Sender Current => _current ??= new();

    /// <summary>Whether it makes calls, or shows their outcomes: more may follow at once.</summary>
    public bool IsAtWork => Volatile.Read(ref _depth) > 0;

    /// <summary>Whether it waits for an answer: more may come of that.</summary>
    public bool IsWaiting => Volatile.Read(ref _waits) > 0;

    public void BeginWork() => Volatile.Write(ref _depth, _depth + 1);

    public void EndWork() => Volatile.Write(ref _depth, _depth - 1);

    public void BeginWait() => Volatile.Write(ref _waits, _waits + 1);

    public void EndWait() => Volatile.Write(ref _waits, _waits - 1);
}
