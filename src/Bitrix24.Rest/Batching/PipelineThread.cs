using System;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// A thread that submits calls: the cmdlets of one pipeline share it. That it is quiet says that it has nothing more only while it is
/// neither at work on its calls nor waiting for an answer. While one cmdlet writes, those behind it run inside its write, and so does a whole
/// pipeline of a script: they know from here whether more follows at once. The thread writes here itself; any thread reads.
/// </summary>
internal sealed class PipelineThread
{
    [ThreadStatic]
    private static PipelineThread? _current;

    private int _works;
    private int _waits;
    private int _writes;

    internal enum Activity
    {
        None,
        Work,
        Wait,
        Write,
    }

    /// <summary>The present thread.</summary>
    public static PipelineThread Current => _current ??= new();

    /// <summary>Whether it makes calls, or shows their outcomes: more may follow at once.</summary>
    public bool IsAtWork => Volatile.Read(ref _works) > 0;

    /// <summary>Whether it waits for an answer: more may come of that.</summary>
    public bool IsWaiting => Volatile.Read(ref _waits) > 0;

    /// <summary>How many writes with more to follow are under way on it.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>It is at work on its calls until this is disposed of.</summary>
    public Scope Work() => new(this, Activity.Work);

    /// <summary>It waits for an answer until this is disposed of.</summary>
    public Scope Wait() => new(this, Activity.Wait);

    /// <summary>It writes until this is disposed of.</summary>
    /// <param name="moreFollows">Whether the next write comes at once.</param>
    public Scope Write(bool moreFollows) => new(this, moreFollows ? Activity.Write : Activity.None);

    private void Add(Activity activity, int number)
    {
        switch (activity)
        {
            case Activity.Work:
                Volatile.Write(ref _works, _works + number);
                break;
            case Activity.Wait:
                Volatile.Write(ref _waits, _waits + number);
                break;
            case Activity.Write:
                Volatile.Write(ref _writes, _writes + number);
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
            thread.Add(_activity, 1);
        }

        public void Dispose() => _thread.Add(_activity, -1);
    }
}
