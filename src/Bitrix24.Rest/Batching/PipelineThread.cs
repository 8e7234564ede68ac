using System;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// A thread that submits calls: the cmdlets of one pipeline share it. While one cmdlet writes, those behind it run inside its write, and so
/// does a whole pipeline of a script: they know from here whether more follows at once. The thread writes here itself; any thread reads.
/// </summary>
/// <param name="isBlocked">Whether the thread sleeps, or waits for something that is not ours.</param>
internal sealed class PipelineThread(Func<bool> isBlocked)
{
    [ThreadStatic]
    private static PipelineThread? _current;

    private int _works;
    private int _writes;
    private int _items;
    private Call? _awaited;

    internal enum Activity
    {
        None,
        Work,
        Wait,
        Write,
    }

    /// <summary>The present thread.</summary>
    public static PipelineThread Current => _current ??= Of(Thread.CurrentThread);

    /// <summary>In the place of a thread, for calls that nobody waits for.</summary>
    public static PipelineThread None { get; } = new(static () => true);

    /// <summary>Whether it waits for the outcome of a call: more may come of that, and nothing before.</summary>
    public bool IsWaiting => Volatile.Read(ref _awaited) is { HasOutcome: false };

    /// <summary>
    /// Whether it has nothing to do with calls for now. A thread that is merely quiet may be at work elsewhere, or be kept from running by
    /// a busy machine or by the garbage collector: then more calls may follow at once.
    /// </summary>
    public bool IsAsleep => Volatile.Read(ref _works) == 0 && Volatile.Read(ref _awaited) is null && isBlocked();

    /// <summary>How many writes with more to follow are under way on it.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Whether it waits for this call, or for the one that this follows up.</summary>
    public bool Awaits(Call call) => Volatile.Read(ref _awaited)?.Leads(call) == true;

    /// <summary>Whether its sequences have one item, all of them together.</summary>
    public bool HasOneItem => Volatile.Read(ref _items) == 1;

    /// <summary>Whether it may turn out in a moment that it waits for the one item that it has, or that more follow.</summary>
    public bool IsUndecided => HasOneItem && !IsWaiting && !IsAsleep;

    /// <summary>Its sequences have so many items more, or fewer. Comes on any thread.</summary>
    public void Count(int items) => Interlocked.Add(ref _items, items);

    /// <summary>It makes calls, or shows their outcomes, until this is disposed of.</summary>
    public Scope Work()
    {
        Volatile.Write(ref _works, _works + 1);
        return new(this, Activity.Work);
    }

    /// <summary>It waits for the outcome of a call until this is disposed of.</summary>
    public Scope Wait(Call awaited)
    {
        Volatile.Write(ref _awaited, awaited);
        return new(this, Activity.Wait);
    }

    /// <summary>It writes until this is disposed of.</summary>
    /// <param name="moreFollows">Whether the next write comes at once.</param>
    public Scope Write(bool moreFollows)
    {
        Volatile.Write(ref _writes, _writes + (moreFollows ? 1 : 0));
        return new(this, moreFollows ? Activity.Write : Activity.None);
    }

    private static PipelineThread Of(Thread thread) => new(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));

    private void End(Activity activity)
    {
        switch (activity)
        {
            case Activity.Work:
                Volatile.Write(ref _works, _works - 1);
                break;
            case Activity.Wait:
                Volatile.Write(ref _awaited, null);
                break;
            case Activity.Write:
                Volatile.Write(ref _writes, _writes - 1);
                break;
            default:
                break;
        }
    }

    internal readonly ref struct Scope
    {
        private readonly PipelineThread _thread;
        private readonly Activity _activity;

        internal Scope(PipelineThread thread, Activity activity)
        {
            _thread = thread;
            _activity = activity;
        }

        public void Dispose() => _thread.End(_activity);
    }
}
